/** Names that are often written with the wrong capitals, in lower case. */
export const productNames: ReadonlySet<string> = new Set(
  `ansible bibtex bitbucket codepen devops docker drupal ebay facebook github gitlab gmail graphql ios iphone ipad ipython
   javascript jquery jupyter kubernetes latex linkedin macos mailchimp markdown matlab mongodb mysql neovim netflix numpy
   openai openstreetmap paypal postgresql powerpoint powershell pytorch rmarkdown rstudio salesforce sharepoint sqlite
   stackoverflow tensorflow typescript vscode wikipedia wordpress youtube`
    .trim()
    .split(/\s+/),
);
