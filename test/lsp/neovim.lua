-- Opens a note with the language server, waits for its diagnostics, applies one fix, rewrites, and writes down what it saw.
local env = vim.env
local function wait_for(what, holds)
  if not vim.wait(30000, holds, 50) then
    io.stderr:write("Error: waited in vain for " .. what .. "\n")
    vim.cmd("cquit")
  end
end

vim.cmd("edit " .. vim.fn.fnameescape(env.PENPRINT_NOTE))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = "penprint",
  cmd = { env.PENPRINT_NODE, env.PENPRINT_SERVER, "--stdio", "--profile", env.PENPRINT_PROFILE },
  init_options = { model = { location = env.PENPRINT_NO_MODEL } },
  root_dir = vim.fn.fnamemodify(env.PENPRINT_NOTE, ":h"),
})
vim.lsp.buf_attach_client(buffer, client)

local function findings()
  return vim.diagnostic.get(buffer)
end
local function summary(all)
  local short = {}
  for _, one in ipairs(all) do
    table.insert(short, {
      code = one.code or one.user_data.lsp.code,
      lnum = one.lnum,
      col = one.col,
      message = one.message,
    })
  end
  return short
end

wait_for("diagnostics", function()
  return #findings() > 0
end)
local before = summary(findings())

local function action_at(row, words, kind, title)
  local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, true)[1]
  local place = { line = row, character = vim.str_utfindex(line, line:find(words, 1, true) - 1) }
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = { start = place, ["end"] = place },
    context = { diagnostics = {}, only = { kind } },
  }, 30000)
  for _, action in ipairs(answers[client].result) do
    if action.title:find(title, 1, true) then
      return action
    end
  end
end
local function text()
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n")
end

vim.lsp.util.apply_workspace_edit(action_at(2, "do not", "quickfix", "don't").edit, "utf-16")
wait_for("the finding to go", function()
  return #findings() < #before
end)

local after = {}
for _, one in ipairs(summary(findings())) do
  table.insert(after, one.code)
end
local fixed = text()
vim.lsp.buf.execute_command(action_at(4, "cannot", "refactor.rewrite", "Rewrite in").command)
wait_for("the rewrite", function()
  return text() ~= fixed
end)
local result = { before = before, after = after, fixed = fixed, rewritten = text() }
vim.fn.writefile({ vim.fn.json_encode(result) }, env.PENPRINT_RESULT)
vim.lsp.stop_client(client)
vim.cmd("qall!")
