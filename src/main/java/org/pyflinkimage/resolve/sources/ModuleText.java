package org.pyflinkimage.resolve.sources;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a module says without being run: texts that stand there literally. */
record ModuleText(String text) {

    private static final String LITERAL = "(?<quote>['\"])(?<value>[^'\"\\\\\\n]*)\\k<quote>";
    private static final Pattern DOCSTRING = Pattern.compile(
            "\\A(?:\\s*(?:#[^\\n]*)?\\n)*+[rR]?(?:\"\"\"(?<long>.*?)\"\"\"|'''(?<other>.*?)'''|\"(?<one>[^\"\\\\\\n]*)\"|'(?<two>[^'\\\\\\n]*)')",
            Pattern.DOTALL);

    /** Of hatchling's default pattern. */
    private static final Pattern VERSION = Pattern.compile(
            "^(?:__version__|VERSION)(?: ?: ?str)? *= *(['\"])v?(?<version>.+?)\\1",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** The text that a name of the module's own is given, once and literally; empty where it is not so. */
    Optional<String> assigned(String name) {
        Matcher any = Pattern.compile("(?m)^[ \\t]*" + Pattern.quote(name) + "[ \\t]*(?::[^=\\n]*)?[+]?=")
                .matcher(text);
        Matcher literal = Pattern.compile(
                        "(?m)^" + Pattern.quote(name) + "[ \\t]*(?::[^=\\n]*)?=[ \\t]*" + LITERAL + "[ \\t]*(?:#.*)?$")
                .matcher(text);
        return any.results().count() == 1 && literal.find() ? Optional.of(literal.group("value")) : Optional.empty();
    }

    /** As hatchling looks for it. */
    Optional<String> version() {
        Matcher found = VERSION.matcher(text);
        return found.find() ? Optional.of(found.group("version")) : Optional.empty();
    }

    /** The text that the module begins with; empty where it begins with something else, or that has escapes. */
    Optional<String> docstring() {
        Matcher found = DOCSTRING.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        for (String group : new String[] {"long", "other", "one", "two"}) {
            if (found.group(group) != null) {
                return Optional.of(found.group(group)).filter(words -> words.indexOf('\\') < 0);
            }
        }
        return Optional.empty();
    }
}
