package org.pyflinkimage.fetch;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each proxy the login that its rule has, and no server any. */
final class ProxyAuthenticator extends Authenticator {

    private final List<ProxyRule> rules;

    ProxyAuthenticator(List<ProxyRule> rules) {
        this.rules = rules;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        return rules.stream()
                .filter(rule -> rule.host().equalsIgnoreCase(getRequestingHost()) && rule.port() == getRequestingPort())
                .flatMap(rule -> rule.login().stream())
                .findFirst()
                .map(login -> new PasswordAuthentication(
                        login.user(), login.password().toCharArray()))
                .orElse(null);
    }
}
