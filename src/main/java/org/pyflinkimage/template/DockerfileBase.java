package org.pyflinkimage.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImageReference;

/** The image behind a Dockerfile's {@code FROM}. */
public final class DockerfileBase {

    private static final Pattern ARG = Pattern.compile("(?is)\\s*ARG\\s+(?<words>.*)");

    private static final Pattern FROM =
            Pattern.compile("(?i)\\s*FROM\\s+(?:--\\S+\\s+)*(?<image>\\S+)(?:\\s+AS\\s+(?<stage>\\S+))?");

    /** One of the words behind an {@code ARG}. */
    private static final Pattern VALUE = Pattern.compile(
            "(?<!\\S)(?<name>[A-Za-z_]\\w*)=" + "(?<value>[^\\s\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\\s\"']*+)*+)");

    /** What is not meant as it stands there: quotes, and variables outside of single ones. */
    private static final Pattern FILLED = Pattern.compile("'(?<literal>[^']*)'|\"|\\$(?<plain>[A-Za-z_]\\w*)"
            + "|\\$\\{(?<name>[A-Za-z_]\\w*)(?::-(?<usual>[^{}]*))?\\}");

    private DockerfileBase() {}

    /** The declared one, else the official image of the suite that the packages are of. */
    public static BaseImage of(ImageSpec spec, Plan plan) {
        return spec.base().orElseGet(() -> usual(plan.system().suite()));
    }

    /**
     * Whether that is what an image of a Dockerfile is built upon: what its last stage begins with, by names of other stages and by variables
     * that an {@code ARG} before the first has given a value.
     */
    public static boolean isOf(BaseImage base, String dockerfile) {
        Map<String, String> variables = new HashMap<>();
        Map<String, String> stages = new HashMap<>();
        Optional<String> last = Optional.empty();
        for (String instruction : DockerfileInstructions.of(dockerfile)) {
            Matcher from = FROM.matcher(instruction);
            Matcher arguments = ARG.matcher(instruction);
            if (from.lookingAt()) {
                String named = filled(from.group("image"), variables);
                String image = stages.getOrDefault(stage(named), named);
                Optional.ofNullable(from.group("stage")).ifPresent(name -> stages.put(stage(name), image));
                last = Optional.of(image);
            } else if (last.isEmpty() && arguments.lookingAt()) {
                for (Matcher next = VALUE.matcher(arguments.group("words")); next.find(); ) {
                    variables.put(next.group("name"), filled(next.group("value"), variables));
                }
            }
        }
        return last.filter(base.toString()::equals).isPresent();
    }

    /** A word without its quotes, and with the values of variables; those that have none stay as they are. */
    private static String filled(String word, Map<String, String> variables) {
        StringBuilder filled = new StringBuilder();
        Matcher next = FILLED.matcher(word);
        while (next.find()) {
            next.appendReplacement(filled, Matcher.quoteReplacement(meaning(next, variables)));
        }
        return next.appendTail(filled).toString();
    }

    private static String meaning(Matcher found, Map<String, String> variables) {
        if (found.group().equals("\"")) {
            return "";
        }
        if (found.group("literal") != null) {
            return found.group("literal");
        }
        Optional<String> name = Optional.ofNullable(found.group("plain")).or(() -> Optional.of(found.group("name")));
        Optional<String> value = name.map(variables::get);
        String usual = found.group("usual");
        return usual == null
                ? value.orElse(found.group())
                : value.filter(text -> !text.isEmpty()).orElse(usual);
    }

    /** Names of stages have no case. */
    private static String stage(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static BaseImage usual(SuiteName suite) {
        return ImageReference.of(Suites.shipped().familyOf(suite).imageOf(suite));
    }
}
