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

    private static final Pattern INSTRUCTION =
            Pattern.compile("(?im)^[ \\t]*(?:ARG[ \\t]+(?<argument>\\w+)=(?<value>\\S+)"
                    + "|FROM[ \\t]+(?:--\\S+[ \\t]+)*(?<image>\\S+)(?:[ \\t]+AS[ \\t]+(?<stage>\\S+))?)");

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
        Map<String, String> meanings = new HashMap<>();
        Optional<String> last = Optional.empty();
        for (Matcher next = INSTRUCTION.matcher(dockerfile); next.find(); ) {
            if (next.group("image") != null) {
                String image = meanings.getOrDefault(stage(next.group("image")), next.group("image"));
                Optional.ofNullable(next.group("stage")).ifPresent(name -> meanings.put(stage(name), image));
                last = Optional.of(image);
            } else if (last.isEmpty()) {
                String value = next.group("value").replaceAll("^([\"'])(.*)\\1$", "$2");
                meanings.put(stage("$" + next.group("argument")), value);
                meanings.put(stage("${" + next.group("argument") + "}"), value);
            }
        }
        return last.filter(base.toString()::equals).isPresent();
    }

    /** Names of stages have no case; those of variables have, and are seldom told apart by it. */
    private static String stage(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static BaseImage usual(SuiteName suite) {
        return ImageReference.of(Suites.shipped().familyOf(suite).imageOf(suite));
    }
}
