package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.ShellWords;

/**
 * An option in a file of requirements.
 *
 * @param name the long one: {@code --index-url}, also for {@code -i}
 * @param value empty for an option that takes none
 */
public record RequirementOption(String name, String value) {

    private static final Pattern FORM = Pattern.compile("(--[^=]+)(?:=(.*))?|(-[^-])=?(.*)", Pattern.DOTALL);
    private static final Pattern INCLUDE = Pattern.compile("-r|-c|--requirement\\b|--constraint\\b");

    /** In the name of a file that was written on Windows; pip would take it out, uv leaves it. */
    private static final Pattern BETWEEN_NAMES = Pattern.compile("(?<!\\\\)\\\\(?=[\\w.-])");

    private static final Set<String> INCLUDES = Set.of("--requirement", "--constraint");
    private static final Set<String> WITH_VALUE = Set.of(
            "--requirement",
            "--constraint",
            "--index-url",
            "--extra-index-url",
            "--find-links",
            "--editable",
            "--hash",
            "--config-settings",
            "--no-binary",
            "--only-binary",
            "--all-releases",
            "--only-final",
            "--trusted-host",
            "--use-feature");
    private static final Map<String, String> LONG = Map.of(
            "-r", "--requirement",
            "-c", "--constraint",
            "-i", "--index-url",
            "--pypi-url", "--index-url",
            "-f", "--find-links",
            "-e", "--editable",
            "-C", "--config-settings",
            "--config-setting", "--config-settings");

    /** Reads the options of a line; what is no option and no value of one is passed over. */
    static List<RequirementOption> parse(String text) {
        List<RequirementOption> options = new ArrayList<>();
        String whole =
                INCLUDE.matcher(text).lookingAt() ? BETWEEN_NAMES.matcher(text).replaceAll("$0$0") : text;
        Iterator<String> words = ShellWords.split(whole).iterator();
        while (words.hasNext()) {
            String word = words.next();
            Matcher form = FORM.matcher(word);
            if (form.matches()) {
                options.add(read(form, words));
            } else if (!options.isEmpty()) {
                options.add(options.remove(options.size() - 1).goingOn(word));
            }
        }
        return options;
    }

    /** Whether it names another file of requirements. */
    public boolean isInclude() {
        return INCLUDES.contains(name);
    }

    private static RequirementOption read(Matcher form, Iterator<String> words) {
        boolean isLong = form.group(1) != null;
        String written = isLong ? form.group(1) : form.group(3);
        String name = LONG.getOrDefault(written, written);
        String value = isLong ? form.group(2) : form.group(4);
        boolean open = value == null || (!isLong && value.isEmpty());
        if (!open) {
            return new RequirementOption(name, value);
        }
        return new RequirementOption(name, WITH_VALUE.contains(name) && words.hasNext() ? words.next() : "");
    }

    /** uv takes a file's name to the end of the line, with the blanks in it. */
    private RequirementOption goingOn(String word) {
        return isInclude() ? new RequirementOption(name, value + " " + word) : this;
    }
}
