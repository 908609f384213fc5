package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.registry.RegistryAliasGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.value.Problem;

/**
 * What Podman is told of registries: of the entries that an image's name begins with, the longest one says where it is, and whether it may
 * be had at all.
 *
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md">its file</a>
 */
final class PodmanRegistries {

    /** An entry that holds for every host of a domain begins so. */
    private static final String ANY_HOST = "*";

    private final Map<String, Entry> byPrefix = new LinkedHashMap<>();

    /**
     * Another place of images.
     *
     * @param use which images it is asked for
     */
    private record Mirror(String location, Use use) {}

    /** Which images a mirror is asked for. */
    private enum Use {
        ALL,
        BY_DIGEST,
        BY_TAG,
        /** Something that is not known here. */
        NONE;

        static Use parse(String text, boolean byDigestOnly) {
            return switch (text) {
                case "" -> byDigestOnly ? BY_DIGEST : ALL;
                case "all" -> ALL;
                case "digest-only" -> BY_DIGEST;
                case "tag-only" -> BY_TAG;
                default -> NONE;
            };
        }

        boolean holdsFor(ImageReference image) {
            return this == ALL || this == (image.getDigest().isPresent() ? BY_DIGEST : BY_TAG);
        }
    }

    /**
     * A part of all images.
     *
     * @param prefix what their names begin with: a host, some of its repositories, or {@code *.example.com}
     * @param location what stands there instead; empty where it stays
     */
    private record Entry(String prefix, String location, boolean blocked, List<Mirror> mirrors) {

        /** What follows the prefix in a full name; empty where the name does not begin with it. */
        Optional<String> rest(String name) {
            int length = isOfAnyHost() ? lengthOfHost(name) : name.startsWith(prefix) ? prefix.length() : -1;
            boolean whole = length == name.length() || (length > 0 && ":/@".indexOf(name.charAt(length)) >= 0);
            return whole ? Optional.of(name.substring(length)) : Optional.empty();
        }

        private boolean isOfAnyHost() {
            return prefix.startsWith(ANY_HOST);
        }

        /** How much of a name is told by it: the longer one holds. */
        int told() {
            return isOfAnyHost() ? prefix.length() - ANY_HOST.length() : prefix.length();
        }

        private int lengthOfHost(String name) {
            int end = name.indexOf('/');
            int domain = name.indexOf(prefix.substring(1));
            int length = domain + prefix.length() - 1;
            return domain > 0 && length <= end ? length : -1;
        }
    }

    /** Where an image is by an entry. */
    private record Match(Entry entry, String rest) {}

    /** Adds what a file says; an entry stands in the place of one for the same images of a file before. */
    void add(JsonNode file) {
        addBlocked(file);
        for (JsonNode registry : file.path("registry")) {
            String location = place(registry.path("location"));
            String prefix = registry.path("prefix").asText("").isEmpty() ? location : place(registry.path("prefix"));
            boolean byDigestOnly = registry.path("mirror-by-digest-only").asBoolean();
            List<Mirror> mirrors = new ArrayList<>();
            for (JsonNode mirror : registry.path("mirror")) {
                String use = mirror.path("pull-from-mirror").asText("");
                mirrors.add(new Mirror(place(mirror.path("location")), Use.parse(use, byDigestOnly)));
            }
            if (!prefix.isEmpty()) {
                boolean blocked = registry.path("blocked").asBoolean();
                byPrefix.put(prefix, new Entry(prefix, location, blocked, mirrors));
            }
        }
    }

    /** What files of the first form forbid, which Podman still reads. */
    private void addBlocked(JsonNode file) {
        for (JsonNode host : file.path("registries").path("block").path("registries")) {
            byPrefix.put(place(host), new Entry(place(host), place(host), true, List.of()));
        }
    }

    private static String place(JsonNode text) {
        return text.asText("").replaceFirst("/+$", "");
    }

    /**
     * The mirrors of an image.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-342} where the image may not be had
     */
    List<String> mirrorsOf(ImageReference image) {
        Optional<Match> match = match(image);
        if (match.isPresent() && match.get().entry().blocked()) {
            throw blocked(image, match.get().entry().prefix()).toException();
        }
        return match.stream()
                .flatMap(found -> found.entry().mirrors().stream()
                        .filter(mirror -> mirror.use().holdsFor(image)
                                && !mirror.location().isEmpty())
                        .map(mirror -> mirror.location() + found.rest()))
                .toList();
    }

    /** Where the image itself is; empty where its own name says so. Its own name is no other place, then: it may lead to somebody else. */
    Optional<String> locationOf(ImageReference image) {
        return match(image)
                .filter(found -> !found.entry().location().isEmpty()
                        && !found.entry().location().equals(found.entry().prefix()))
                .map(found -> found.entry().location() + found.rest());
    }

    private Optional<Match> match(ImageReference image) {
        List<String> names = RegistryAliasGroup.getAliasesGroup(image.getRegistry()).stream()
                .map(host -> host + "/" + image.getRepository()
                        + image.getTag().map(tag -> ":" + tag).orElse("")
                        + image.getDigest().map(digest -> "@" + digest).orElse(""))
                .toList();
        return byPrefix.values().stream()
                .flatMap(entry -> names.stream().flatMap(name -> match(entry, name)))
                .max(Comparator.comparingInt(match -> match.entry().told()));
    }

    private static Stream<Match> match(Entry entry, String name) {
        return entry.rest(name).map(rest -> new Match(entry, rest)).stream();
    }

    private static Problem blocked(ImageReference image, String prefix) {
        return Problem.environment("PYF-342", "`%s` may not be read: `%s` is blocked".formatted(image, prefix))
                .why("Podman's `registries.conf` says `blocked = true` of it")
                .remedy("an image of a registry that may be asked")
                .remedy("take `blocked` out of the `[[registry]]` with that prefix");
    }
}
