package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.registry.RegistryAliasGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;

/**
 * The mirrors of registries that a user has set up: in Jib's {@code config.json}, in Docker's {@code daemon.json}, in Podman's {@code
 * registries.conf}.
 *
 * @see <a href="https://github.com/GoogleContainerTools/jib/blob/master/docs/configure-gcr-mirror.md">Jib's file</a>
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md">Podman's</a>
 */
final class RegistryMirrors {

    /** The registry that Docker's mirrors are of, by the name that people use. */
    private static final String OF_DOCKER =
            ImageReference.of(null, "library/scratch", null).getRegistry();

    /**
     * Other places of images.
     *
     * @param prefix what their names begin with: a registry, or some of its repositories
     * @param places what to put there instead, the first to be asked first
     */
    private record Rule(String prefix, List<String> places) {

        Stream<String> placesOf(String name) {
            boolean holds = name.equals(prefix) || name.startsWith(prefix + "/");
            return holds ? places.stream().map(place -> place + name.substring(prefix.length())) : Stream.empty();
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final PodmanRegistries podman = new PodmanRegistries();
    private final BuildLog log;

    private RegistryMirrors(BuildLog log) {
        this.log = log;
    }

    /**
     * Reads what is set up.
     *
     * @param system the folder of what is set up for the whole machine: {@code /etc}
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-343} where a file of Podman's cannot be read
     */
    static RegistryMirrors read(Environment environment, Path system, BuildLog log) {
        RegistryMirrors mirrors = new RegistryMirrors(log);
        filesOfJib(environment).forEach(file -> mirrors.read(file).ifPresent(mirrors::addJib));
        filesOfDocker(environment, system).forEach(file -> mirrors.read(file).ifPresent(mirrors::addDocker));
        PodmanFiles.read(environment, system).forEach(mirrors.podman::add);
        return mirrors;
    }

    /**
     * Where an image may be: the registry that it names last, or what Podman is told to be asked in its place.
     *
     * @throws InvalidImageReferenceException where that place is no name of an image
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-342} where the image may not be had
     */
    List<ImageReference> placesOf(ImageReference image) throws InvalidImageReferenceException {
        List<String> podmans = podman.mirrorsOf(image);
        Optional<String> location = podman.locationOf(image);
        List<ImageReference> places = new ArrayList<>();
        for (Rule rule : rules) {
            RegistryAliasGroup.getAliasesGroup(image.getRegistry()).stream()
                    .flatMap(host -> rule.placesOf(host + "/" + image.getRepository()))
                    .distinct()
                    .forEach(place -> parse(place).ifPresent(parsed -> places.add(at(parsed, image))));
        }
        podmans.forEach(place -> parse(place).ifPresent(places::add));
        ImageReference itself = location.isPresent() ? ImageReference.parse(location.get()) : image;
        places.removeIf(itself::equals);
        places.add(itself);
        return places.stream().distinct().toList();
    }

    private static ImageReference at(ImageReference place, ImageReference image) {
        return ImageReference.of(
                place.getRegistry(),
                place.getRepository(),
                image.getTag().orElse(null),
                image.getDigest().orElse(null));
    }

    private Optional<ImageReference> parse(String place) {
        try {
            return Optional.of(ImageReference.parse(place));
        } catch (InvalidImageReferenceException e) {
            log.note("`%s` is named as a mirror, and is no name of an image".formatted(place));
            return Optional.empty();
        }
    }

    private static Stream<Path> filesOfJib(Environment environment) {
        return Stream.concat(
                Stream.of(
                        environment.configurationFolder().resolve("google-cloud-tools-java/jib/config.json"),
                        environment.home().resolve("Library/Preferences/Google/Jib/config.json")),
                environment.path("LOCALAPPDATA").stream()
                        .map(folder -> folder.resolve("Google/Jib/Config/config.json")));
    }

    private static Stream<Path> filesOfDocker(Environment environment, Path system) {
        return Stream.of(
                environment.configurationFolder().resolve("docker/daemon.json"),
                environment.home().resolve(".docker/daemon.json"),
                system.resolve("docker/daemon.json"));
    }

    private void addJib(JsonNode file) {
        for (JsonNode rule : file.path("registryMirrors")) {
            rules.add(new Rule(rule.path("registry").asText(), texts(rule.path("mirrors"))));
        }
    }

    private void addDocker(JsonNode file) {
        List<String> hosts = texts(file.path("registry-mirrors")).stream()
                .map(address -> address.replaceFirst("^https?://", "").replaceFirst("/+$", ""))
                .toList();
        rules.add(new Rule(OF_DOCKER, hosts));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private Optional<JsonNode> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ObjectMapper().readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            log.note("`%s` cannot be read, so the mirrors that it may name are not asked: %s"
                    .formatted(file, e.getMessage()));
            return Optional.empty();
        }
    }
}
