package org.pyflinkimage.resolve.index;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.PercentCoding;

/** Addresses of package indexes as users write them. */
record IndexAddress(Environment environment) {

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_.-]+)=([a-z]+://.*)");

    /** An address, or uv's {@code name=address}; empty where it is none on the web or on disk. */
    Optional<URI> parse(String text) {
        Matcher named = NAMED.matcher(text);
        return named.matches() ? parse(named.group(1), named.group(2)) : parse("", text);
    }

    /** The address of a named index, with the login that {@code UV_INDEX_<NAME>_USERNAME} and {@code _PASSWORD} give it. */
    Optional<URI> parse(String name, String text) {
        if (!text.matches("(https?|file)://\\S+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(name.isEmpty() ? text : withLogin(name, text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address in a requirements file, where {@code ${NAME}} stands for a variable. */
    Optional<URI> parseWithVariables(String text) {
        return parse(RequirementsReader.expand(text, DeclaredAccess.withoutLogins(environment)::variable));
    }

    /** The text of such an address. */
    String withLogin(String name, String text) {
        String variable = variableOf(name);
        Optional<String> user = whole(variable + "_USERNAME");
        Optional<String> password = whole(variable + "_PASSWORD");
        if (user.isEmpty() && password.isEmpty()) {
            return text;
        }
        String login = PercentCoding.encode(user.orElse("")) + ":" + PercentCoding.encode(password.orElse(""));
        return text.replaceFirst("://(?:[^/@]*@)?", Matcher.quoteReplacement("://" + login + "@"));
    }

    /** A password may begin and end with blanks. */
    private Optional<String> whole(String variable) {
        return Optional.ofNullable(environment.variables().get(variable)).filter(value -> !value.isEmpty());
    }

    /** How the variables begin that have the login of a named index. */
    static String variableOf(String name) {
        return "UV_INDEX_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
