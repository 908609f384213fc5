package org.pyflinkimage.inspect.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.value.UnixPath;

/**
 * What an operating system says of itself.
 *
 * @param id {@code debian}; empty where it says nothing
 * @param version {@code 12}; empty where it has none, as what is not released yet
 * @param title for people: {@code Debian GNU/Linux 12 (bookworm)}
 * @param suite whose packages it has, where it is Debian, Ubuntu, or made of one of Ubuntu's suites
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release</a>
 */
public record OperatingSystem(
        String id, String version, String title, Optional<Family> family, Optional<SuiteName> suite) {

    /** The second is where a package has it, and the first leads there. */
    static final List<UnixPath> FILES = List.of(UnixPath.of("/etc/os-release"), UnixPath.of("/usr/lib/os-release"));

    /** Images that were made small say the codename in their version alone: {@code 12 (bookworm)}. */
    private static final Pattern IN_VERSION = Pattern.compile(".*\\(([a-z]+)\\)");

    private static final Pattern CODENAME = Pattern.compile("[a-z]+");

    /** Whose packages a system has. */
    public enum Family {
        DEBIAN,
        UBUNTU,
        /** Made of Debian's or Ubuntu's, by somebody who changed them. */
        DERIVED
    }

    /** What it is, for people, whatever it says. */
    public String described() {
        return title.isEmpty() ? "a system that does not say which it is" : title;
    }

    static OperatingSystem of(ImageFiles files) {
        return FILES.stream()
                .flatMap(file -> files.text(file).stream())
                .findFirst()
                .map(text -> of(Variables.parse(text)))
                .orElseGet(() -> of(Map.of()));
    }

    private static OperatingSystem of(Map<String, String> said) {
        String id = said.getOrDefault("ID", "");
        String name = said.getOrDefault("NAME", id);
        Optional<Family> family = family(id, said);
        return new OperatingSystem(
                id,
                said.getOrDefault("VERSION_ID", ""),
                said.getOrDefault("PRETTY_NAME", name),
                family,
                family.flatMap(of -> suite(of, said)));
    }

    private static Optional<Family> family(String id, Map<String, String> said) {
        List<String> like = List.of(said.getOrDefault("ID_LIKE", "").split(" ", -1));
        return switch (id) {
            case "debian" -> Optional.of(Family.DEBIAN);
            case "ubuntu" -> Optional.of(Family.UBUNTU);
            default ->
                like.contains("debian") || like.contains("ubuntu") ? Optional.of(Family.DERIVED) : Optional.empty();
        };
    }

    /** What is derived has a codename of its own, and may say beside it whose packages it has. */
    private static Optional<SuiteName> suite(Family family, Map<String, String> said) {
        if (family == Family.DERIVED) {
            return codename(said.get("UBUNTU_CODENAME")).or(() -> codename(said.get("DEBIAN_CODENAME")));
        }
        return codename(said.get("VERSION_CODENAME"))
                .or(() -> codename(said.get("UBUNTU_CODENAME")))
                .or(() -> Optional.of(IN_VERSION.matcher(said.getOrDefault("VERSION", "")))
                        .filter(Matcher::matches)
                        .map(version -> SuiteName.parse(version.group(1))));
    }

    private static Optional<SuiteName> codename(@Nullable String said) {
        return Optional.ofNullable(said).filter(CODENAME.asMatchPredicate()).map(SuiteName::parse);
    }
}
