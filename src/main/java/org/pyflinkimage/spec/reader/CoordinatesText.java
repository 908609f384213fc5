package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.MavenCoordinates;

/**
 * Coordinates as somebody wrote them, in the form of Maven or another.
 *
 * @param parts what stands between the colons, without the scope that {@code mvn dependency:tree} prints and the {@code @jar} of Gradle
 * @param ended whether one of the two was there
 */
record CoordinatesText(String text, List<String> parts, boolean ended) {

    private static final String JAR = "jar";
    private static final String GRADLES_JAR = "@jar";
    private static final Set<String> SCOPES = Set.of("compile", "provided", "runtime", "test", "system", "import");

    /** Types whose file is a jar all the same. */
    private static final Set<String> KINDS_OF_JARS = Set.of("bundle", "ejb", "maven-plugin");

    private static final String TEST_JAR = "test-jar";
    private static final Pattern OTHER_KIND =
            Pattern.compile("pom|war|ear|rar|aar|zip|tgz|tar\\.\\w+|java-source|javadoc|so|dll|exe");

    /** What only a repository can tell: words and ranges of Maven, and what Gradle and Ivy write for them. */
    private static final Pattern CHANGING = Pattern.compile("(?i)latest(\\.\\w+)?|release|newest|[\\[(].*|.*[+*]");

    static CoordinatesText parse(String text) {
        List<String> parts = new ArrayList<>(List.of(text.strip().split(":", -1)));
        int last = parts.size() - 1;
        boolean scoped = parts.size() > 3 && SCOPES.contains(parts.get(last));
        boolean typed = !scoped && parts.get(last).endsWith(GRADLES_JAR);
        if (scoped) {
            parts.remove(last);
        } else if (typed) {
            parts.set(last, parts.get(last).substring(0, parts.get(last).length() - GRADLES_JAR.length()));
        }
        if (parts.size() == 3 && parts.get(2).equals(JAR)) {
            parts.remove(2);
        }
        return new CoordinatesText(text, List.copyOf(parts), scoped || typed);
    }

    /** What stands where the version does; empty where nothing does. */
    String version() {
        return parts.size() < 3 ? "" : parts.get(parts.size() - 1);
    }

    /** Whether it says all but which version. */
    boolean lacksVersion() {
        return isChanging(version()) && artifact().isPresent();
    }

    private static boolean isChanging(String version) {
        return version.isEmpty() || CHANGING.matcher(version).matches();
    }

    private static boolean hasOneVersion(MavenCoordinates jar) {
        return !isChanging(jar.version()) && !isKind(jar.version());
    }

    /** What it names, whatever the version; empty where it names nothing. */
    Optional<MavenCoordinates> artifact() {
        List<String> others = new ArrayList<>(parts.size() < 3 ? parts : parts.subList(0, parts.size() - 1));
        others.add("0");
        return MavenCoordinates.parse(String.join(":", others));
    }

    /** The coordinates; empty where they are in no form of Maven's. */
    Optional<MavenCoordinates> exact() {
        return ended || !kind().equals(JAR)
                ? Optional.empty()
                : MavenCoordinates.parse(text).filter(CoordinatesText::hasOneVersion);
    }

    /** The kind of file that is named, a jar where none is. */
    private String kind() {
        boolean named = parts.size() > 3 || (parts.size() == 3 && isKind(parts.get(2)));
        return named ? parts.get(2) : JAR;
    }

    private static boolean isKind(String word) {
        return word.equals(TEST_JAR)
                || KINDS_OF_JARS.contains(word)
                || OTHER_KIND.matcher(word).matches();
    }

    /** Whether it looks like the path of a file. */
    boolean isFile() {
        return text.contains("/") || text.contains("\\") || (parts.size() == 1 && text.endsWith("." + JAR));
    }

    /** Why Maven would understand something else, or nothing. */
    Optional<String> mistake() {
        if (isFile()) {
            return Optional.of("it looks like a file, and a file has no coordinates");
        }
        if (!kind().equals(JAR)) {
            return Optional.of(
                    isKind(kind())
                            ? "`%s` is another kind of file: only a jar has classes for Flink".formatted(kind())
                            : "the third part of four is the kind of file, and the version stands last");
        }
        return ended ? Optional.of("neither a scope nor `@jar` is a part of them") : Optional.empty();
    }

    /** What was meant, where that can be told. */
    Optional<MavenCoordinates> corrected() {
        return MavenCoordinates.parse(String.join(":", meant())).filter(CoordinatesText::hasOneVersion);
    }

    private List<String> meant() {
        if (parts.size() != 4 || kind().equals(JAR)) {
            return parts;
        }
        if (KINDS_OF_JARS.contains(kind())) {
            return List.of(parts.get(0), parts.get(1), parts.get(3));
        }
        if (kind().equals(TEST_JAR)) {
            return List.of(parts.get(0), parts.get(1), JAR, "tests", parts.get(3));
        }
        return isKind(kind()) ? parts : List.of(parts.get(0), parts.get(1), JAR, parts.get(3), parts.get(2));
    }
}
