package org.pyflinkimage.resolve.sources;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.sources.ScriptTokens.Statement;
import org.pyflinkimage.resolve.sources.ScriptTokens.Token;

/** A {@code try} with nothing but imports that cannot fail: setuptools and the standard library can be had. */
final class ImportAttempt {

    private static final Set<String> STANDARD = Set.of("os", "sys", "io", "re", "codecs");

    /** What every setuptools has. */
    private static final Set<String> EXPORTED =
            Set.of("setup", "find_packages", "find_namespace_packages", "Command", "Distribution", "Extension");

    private static final Pattern OF_SETUPTOOLS = Pattern.compile(
            "from setuptools import (?<names>[\\w, ()]+)|import setuptools|from distutils \\. core import setup");

    private ImportAttempt() {}

    static boolean is(Statement statement) {
        return statement.begins("try")
                && statement.tokens().size() == 2
                && statement.body().stream()
                        .allMatch(each -> each.body().isEmpty()
                                && (each.begins("import") || each.begins("from"))
                                && each.tokens().size() > 1
                                && (isExported(each.tokens())
                                        || STANDARD.contains(
                                                each.tokens().get(1).value())));
    }

    /** Whether a statement imports setuptools, or something of it. */
    static boolean isOfSetuptools(List<Token> tokens) {
        return OF_SETUPTOOLS.matcher(SetupScript.text(tokens)).matches();
    }

    private static boolean isExported(List<Token> tokens) {
        Matcher imported = OF_SETUPTOOLS.matcher(SetupScript.text(tokens));
        return imported.matches()
                && (imported.group("names") == null
                        || Stream.of(imported.group("names").split("[ ,()]+", -1))
                                .filter(name -> !name.isEmpty())
                                .allMatch(EXPORTED::contains));
    }
}
