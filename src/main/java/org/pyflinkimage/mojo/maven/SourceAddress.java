package org.pyflinkimage.mojo.maven;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Masking;

/**
 * The address of a project's sources as everybody may see it. Machines that build fill in one with a token, as GitLab's {@code
 * CI_REPOSITORY_URL} is.
 */
final class SourceAddress {

    /** Up to the last at sign before a slash: a password may hold others. */
    private static final Pattern LOGIN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/\\s]*)@");

    /** The account that a server of repositories is called by with a key of one's own; it is the same for all. Tokens are longer. */
    private static final String ACCOUNT = "[\\w.+-]{1,19}";

    /** As SSH has it without a scheme: {@code git@example.com:team/jobs.git}. */
    private static final Pattern SSH = Pattern.compile(ACCOUNT + "@[\\w.-]+[:/][^@\\s]*");

    private static final Pattern PROVIDER = Pattern.compile("(?i)^scm[:|][\\w-]+[:|]");

    /** An authority that may be a name and the first part of a password. */
    private static final Pattern WITH_COLON = Pattern.compile("://[^/\\s]*:");

    private static final Pattern QUERY = Pattern.compile("[?#;].*", Pattern.DOTALL);

    private SourceAddress() {}

    /** Without a login, and without a query that has a secret; empty where nobody can tell whether it has one. */
    static Optional<String> printable(String address) {
        String text = withoutQuery(LOGIN.matcher(address.strip()).replaceAll(SourceAddress::withoutLogin));
        String rest = text.contains("://")
                ? LOGIN.matcher(text).replaceAll("$1://")
                : PROVIDER.matcher(text).replaceFirst("");
        boolean isClear = rest.indexOf('@') < 0
                || (rest.contains("://")
                        ? !WITH_COLON.matcher(rest).find() && Masking.of(rest).equals(rest)
                        : SSH.matcher(rest).matches());
        return Optional.of(text).filter(it -> isClear && !it.isEmpty());
    }

    private static String withoutLogin(MatchResult match) {
        boolean isAccount = match.group(1).toLowerCase(Locale.ROOT).endsWith("ssh")
                && match.group(2).matches(ACCOUNT);
        return Matcher.quoteReplacement(isAccount ? match.group() : match.group(1) + "://");
    }

    /** A fragment may have what a query has. */
    private static String withoutQuery(String text) {
        Matcher query = QUERY.matcher(text);
        if (!query.find()) {
            return text;
        }
        String parameters = "?" + query.group().substring(1).replace('#', '&');
        return Masking.of(parameters).equals(parameters) ? text : text.substring(0, query.start());
    }
}
