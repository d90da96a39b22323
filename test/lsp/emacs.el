;;; emacs.el --- a note in Emacs, with eglot  -*- lexical-binding: t; -*-
;; Opens a note with the language server, waits for its diagnostics, applies one fix, rewrites, and writes down what it saw.

(require 'package)
(package-initialize)
(require 'markdown-mode)
(require 'eglot)
(require 'flymake)
(require 'json)

(defun wait-for (what holds)
  "Wait for the function HOLDS to answer something; WHAT it is, for the message."
  (let ((end (+ (float-time) 60)) (seen nil))
    (while (not (setq seen (funcall holds)))
      (when (> (float-time) end)
        (message "Error: waited in vain for %s" what)
        (kill-emacs 1))
      (accept-process-output nil 0.05))
    seen))

(defun findings ()
  "What flymake shows in the note."
  (mapcar (lambda (one)
            (list :lnum (1- (line-number-at-pos (flymake-diagnostic-beg one) t))
                  :text (flymake-diagnostic-text one)))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun choose (words kind)
  "Run the code action at point whose title holds WORDS, of KIND, as its menu would."
  (let* ((actions (eglot-code-actions (point) (point) kind))
         (action (seq-find (lambda (one) (string-match-p words (plist-get one :title))) actions)))
    (unless action
      (message "Error: no action \"%s\" in %S" words actions)
      (kill-emacs 1))
    (let ((edit (plist-get action :edit)) (command (plist-get action :command)))
      (when edit (eglot--apply-workspace-edit edit))
      (when command
        (eglot-execute-command (eglot-current-server)
                               (intern (plist-get command :command))
                               (plist-get command :arguments))))))

(setq eglot-confirm-server-initiated-edits nil
      eglot-sync-connect t
      eglot-connect-timeout 60
      jsonrpc-default-request-timeout 60)
(add-to-list 'eglot-server-programs
             `(markdown-mode . (,(getenv "PENPRINT_NODE") ,(getenv "PENPRINT_SERVER") "--stdio"
                                "--profile" ,(getenv "PENPRINT_PROFILE")
                                :initializationOptions
                                (:model (:location ,(getenv "PENPRINT_NO_MODEL"))))))
(find-file (getenv "PENPRINT_NOTE"))
(markdown-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-start)
(wait-for "diagnostics" (lambda () (findings)))
(let ((before (findings)) after fixed)
  (goto-char (point-min))
  (search-forward "do not")
  (backward-char 3)
  (choose "don't" "quickfix")
  (eglot--signal-textDocument/didChange)
  (wait-for "the finding to go" (lambda () (< (length (findings)) (length before))))
  (setq after (findings) fixed (buffer-string))
  (goto-char (point-min))
  (search-forward "cannot")
  (choose "^Rewrite in" "refactor.rewrite")
  (wait-for "the rewrite" (lambda () (not (equal fixed (buffer-string)))))
  (let ((result (json-serialize
                 (list :before (vconcat before) :after (vconcat after)
                       :fixed fixed :rewritten (buffer-string)))))
    (with-temp-file (getenv "PENPRINT_RESULT")
      (insert (decode-coding-string result 'utf-8)))))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(kill-emacs 0)
