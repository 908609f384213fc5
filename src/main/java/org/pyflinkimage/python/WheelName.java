package org.pyflinkimage.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.GlibcVersion;

/**
 * A wheel's file name in parts (PEP 427).
 *
 * @param build the build tag, which decides between wheels of one version
 * @param tags every tag that the compressed form stands for, in the order written
 */
public record WheelName(NormalizedName name, Pep440Version version, Optional<BuildTag> build, List<WheelTag> tags) {

    /** A wheel's build tag: {@code 2post1} is 2 and {@code post1}. */
    public record BuildTag(BigInteger number, String rest) {}

    private static final Pattern FORM =
            Pattern.compile("(?<name>[A-Za-z0-9](?:[A-Za-z0-9._]*[A-Za-z0-9])?)-(?<version>[^-]+)"
                    + "(?:-(?<number>[0-9]+)(?<rest>[^-]*))?-(?<python>[^-]+)-(?<abi>[^-]+)-(?<platform>[^-]+)\\.whl");
    private static final Pattern PYTHON_TAGS = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*+");
    private static final Pattern TAGS = Pattern.compile("[^.]+(\\.[^.]+)*+");

    public WheelName {
        tags = List.copyOf(tags);
    }

    /** Takes a file name apart; empty where it is no wheel's. */
    public static Optional<WheelName> parse(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        if (!matcher.matches() || matcher.group("name").contains("__")) {
            return Optional.empty();
        }
        Optional<BuildTag> build = Optional.ofNullable(matcher.group("number"))
                .map(number -> new BuildTag(new BigInteger(number), matcher.group("rest")));
        List<WheelTag> tags = tagsOf(matcher);
        return Pep440Version.parse(matcher.group("version"))
                .filter(version -> !tags.isEmpty())
                .map(version -> new WheelName(NormalizedName.of(matcher.group("name")), version, build, tags));
    }

    /** The oldest C library that it is made for, of several tags the mildest; empty where it needs none, or does not say which. */
    public Optional<GlibcVersion> oldestGlibc() {
        return tags.stream()
                .flatMap(tag -> Manylinux.parse(tag.platform()).stream())
                .flatMap(needed -> needed.glibc().stream())
                .min(Comparator.naturalOrder());
    }

    private static List<WheelTag> tagsOf(Matcher matcher) {
        String pythons = matcher.group("python").toLowerCase(Locale.ROOT);
        String abis = matcher.group("abi").toLowerCase(Locale.ROOT);
        String platforms = matcher.group("platform").toLowerCase(Locale.ROOT);
        List<WheelTag> tags = new ArrayList<>();
        if (!PYTHON_TAGS.matcher(pythons).matches()
                || !TAGS.matcher(abis).matches()
                || !TAGS.matcher(platforms).matches()) {
            return tags;
        }
        for (String python : pythons.split("\\.", -1)) {
            for (String abi : abis.split("\\.", -1)) {
                for (String platform : platforms.split("\\.", -1)) {
                    tags.add(new WheelTag(python, abi, platform));
                }
            }
        }
        return tags;
    }
}
