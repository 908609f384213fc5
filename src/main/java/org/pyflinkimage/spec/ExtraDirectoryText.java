package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is declared of a folder whose files images get, as text; a text that is not there is empty.
 *
 * @param from the folder
 * @param into its place in images
 */
public record ExtraDirectoryText(
        String from,
        String into,
        List<String> includes,
        List<String> excludes,
        List<PermissionText> permissions,
        Optional<String> owner) {

    private static final Pattern FORM = Pattern.compile("(?<from>.*)=\\s*(?<into>/.*)");

    /** Permission bits of files that are named by a pattern, as text. */
    public record PermissionText(String file, String mode) {}

    public ExtraDirectoryText {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        permissions = List.copyOf(permissions);
    }

    /** A folder and its place: {@code src/main/etc=/etc/flink}. A place begins with a slash, so that names may have an equals sign. */
    public static ExtraDirectoryText parse(String text) {
        Matcher parts = FORM.matcher(text);
        boolean whole = parts.matches();
        return new ExtraDirectoryText(
                whole ? parts.group("from").strip() : text.strip(),
                whole ? parts.group("into").strip() : "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
