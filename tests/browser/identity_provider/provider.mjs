// A real OpenID provider on loopback; its accounts are in the configuration.
// Usage: node provider.mjs CONFIGURATION.json, where that has port, issuer, keys,
// and the one client. It says "ready" when it listens.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import Provider, { interactionPolicy } from "oidc-provider";

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const accounts = settings.accounts;

// Streamlit asks for an account to be chosen, which the default policy does not know.
const policy = interactionPolicy.base();
policy.add(
  new interactionPolicy.Prompt({ name: "select_account", requestable: true }),
  0,
);

const provider = new Provider(settings.issuer, {
  clients: [settings.client],
  cookies: { keys: ["only for tests"] },
  jwks: settings.jwks,
  claims: {
    openid: ["sub", "roles"],
    email: ["email", "email_verified"],
    profile: ["name"],
  },
  conformIdTokenClaims: false,
  ttl: {
    IdToken: (context) =>
      accounts[context.oidc.entities.Account?.accountId]?.seconds ?? 3600,
    AccessToken: 3600,
    AuthorizationCode: 60,
    Grant: 3600,
    Interaction: 600,
    Session: 3600,
  },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { logoutSource: showLogout },
  },
  interactions: { policy, url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ ...accounts[id].claims, sub: id }),
  }),
  loadExistingGrant: grantAll,
});

async function grantAll(context) {
  const { client, session, params } = context.oidc;
  const grant = new provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  grant.addOIDCScope(params.scope);
  await grant.save();
  return grant;
}

function showLogout(context, form) {
  context.body = `<!DOCTYPE html><title>Provider</title>${form}
    <button form="op.logoutForm" name="logout" value="yes">Sign out everywhere</button>`;
}

async function interact(request, response) {
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html");
    response.end(`<!DOCTYPE html><title>Provider</title><form method="post">
      <label>Account <input name="account"></label><button>Continue</button>
      <button name="cancel" value="yes">Cancel</button></form>`);
    return;
  }
  let body = "";
  for await (const part of request) body += part;
  const form = new URLSearchParams(body);
  const login = { login: { accountId: form.get("account") }, select_account: {} };
  const result = form.has("cancel") ? { error: "access_denied" } : login;
  await provider.interactionFinished(request, response, result, {
    mergeWithLastSubmission: false,
  });
}

const answer = provider.callback();
createServer((request, response) =>
  request.url.startsWith("/interaction/")
    ? interact(request, response).catch((error) => {
        response.statusCode = 500;
        response.end(String(error));
      })
    : answer(request, response),
).listen(settings.port, "127.0.0.1", () => console.log("ready"));
