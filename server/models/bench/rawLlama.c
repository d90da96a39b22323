/*
 * Raw llama.cpp for `penprint model bench`: the same file, window, pieces and threads as the runner, without Node.
 * Arguments: model, folder of the backends, window, tokens a piece, threads for prompts, threads for answers.
 * Each line "PROMPT ANSWER" on stdin (numbers of tokens) is answered by "SECONDS SECONDS".
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "ggml-backend.h"
#include "llama.h"

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void silent(enum ggml_log_level level, const char * text, void * data) {
    (void) level;
    (void) text;
    (void) data;
}

static int failed(const char * what) {
    fprintf(stderr, "%s\n", what);
    return 1;
}

int main(int count, char ** arguments) {
    if (count != 7) return failed("six arguments are needed");
    llama_log_set(silent, NULL);
    ggml_backend_load_all_from_path(arguments[2]);

    struct llama_model_params model_params = llama_model_default_params();
    model_params.n_gpu_layers = 0;
    model_params.load_mode = LLAMA_LOAD_MODE_NONE;
    struct llama_model * model = llama_model_load_from_file(arguments[1], model_params);
    if (model == NULL) return failed("the model cannot be loaded");

    const int piece = atoi(arguments[4]);
    struct llama_context_params params = llama_context_default_params();
    params.n_ctx = (uint32_t) atoi(arguments[3]);
    params.n_batch = (uint32_t) piece;
    params.n_ubatch = (uint32_t) piece;
    params.n_threads_batch = atoi(arguments[5]);
    params.n_threads = atoi(arguments[6]);
    params.n_seq_max = 1;
    params.flash_attn_type = LLAMA_FLASH_ATTN_TYPE_DISABLED;
    struct llama_context * context = llama_init_from_model(model, params);
    if (context == NULL) return failed("no context can be made");

    struct llama_sampler * sampler =
        llama_sampler_chain_init(llama_sampler_chain_default_params());
    llama_sampler_chain_add(sampler, llama_sampler_init_greedy());
    llama_token filler;
    if (llama_tokenize(llama_model_get_vocab(model), " the", 4, &filler, 1, false, false) != 1)
        return failed("the filler is not one token");
    llama_token * pieces = malloc(sizeof(llama_token) * (size_t) piece);
    if (pieces == NULL) return failed("no memory");
    for (int i = 0; i < piece; i++) pieces[i] = filler;

    int prompt, answer;
    while (scanf("%d %d", &prompt, &answer) == 2) {
        llama_memory_clear(llama_get_memory(context), true);
        const double started = seconds();
        for (int at = 0; at < prompt; at += piece) {
            const int size = prompt - at < piece ? prompt - at : piece;
            if (llama_decode(context, llama_batch_get_one(pieces, size)) != 0)
                return failed("the prompt cannot be evaluated");
        }
        llama_synchronize(context);
        const double read = seconds();
        llama_token token = filler;
        for (int i = 0; i < answer; i++) {
            if (llama_decode(context, llama_batch_get_one(&token, 1)) != 0)
                return failed("a token cannot be evaluated");
            token = llama_sampler_sample(sampler, context, -1);
        }
        printf("%.6f %.6f\n", read - started, seconds() - read);
        fflush(stdout);
    }
    return 0;
}
