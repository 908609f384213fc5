package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

/** How the same is said to each builder. What podman and buildah have in common is said here, each one's own in its constant. */
enum BuilderDialect {
    DOCKER(BuilderName.DOCKER, "docker") {
        @Override
        Map<String, String> environment() {
            // The builder that knows mounts; Docker's older one is the default up to 22.
            return Map.of("DOCKER_BUILDKIT", "1");
        }

        /** The daemon knows which registries it trusts; the machine's proxies it has to be told. */
        @Override
        List<String> network(boolean trusted, Environment environment) {
            return PROXIES.stream()
                    .filter(environment.variables()::containsKey)
                    .flatMap(name -> Stream.of("--build-arg", name))
                    .toList();
        }

        /** What its store keeps of an image has none, but where it is containerd's; the option alone would end an older one. */
        @Override
        List<String> annotations(BuildOrder order) {
            return List.of();
        }

        @Override
        List<String> save(List<ImageReference> references, Output form, Path file) {
            return Stream.concat(
                            Stream.of("save", "--output", file.toString()),
                            references.stream().map(ImageReference::toString))
                    .toList();
        }

        @Override
        List<String> push(ImageReference reference, List<String> logins, Path digest, boolean trusted) {
            return List.of("push", reference.toString());
        }

        /** It would miss all that its own file says beside them. */
        @Override
        boolean takesLogins() {
            return false;
        }

        @Override
        Optional<Sha256> digestOf(String output, Path file) {
            return DIGEST.matcher(output)
                    .results()
                    .map(match -> Sha256.parse(match.group(1)))
                    .reduce((one, other) -> other);
        }

        @Override
        boolean learntOciArchives() {
            return true;
        }
    },

    PODMAN(BuilderName.PODMAN, "podman") {
        @Override
        List<String> save(List<ImageReference> references, Output form, Path file) {
            List<String> words =
                    new ArrayList<>(List.of("save", "--format", form.toString(), "--output", file.toString()));
            // Its OCI archives have one name.
            references.stream()
                    .limit(form == Output.OCI_ARCHIVE ? 1 : references.size())
                    .forEach(reference -> words.add(reference.toString()));
            return words;
        }
    },

    /** It runs nothing; podman, which keeps images in the same place, does. */
    BUILDAH(BuilderName.BUILDAH, "podman") {
        @Override
        String verb() {
            return "bud";
        }

        @Override
        List<String> save(List<ImageReference> references, Output form, Path file) {
            String reference = references.get(0).toString();
            return List.of("push", reference, form + ":" + file + ":" + reference);
        }

        @Override
        List<String> inspect(ImageReference reference) {
            return List.of("inspect", "--type", "image", reference.toString());
        }
    };

    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    /** Docker knows these build arguments without being told, and keeps them out of the image. */
    private static final List<String> PROXIES = List.of(
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy");

    private final BuilderName builder;
    private final String engine;

    BuilderDialect(BuilderName builder, String engine) {
        this.builder = builder;
        this.engine = engine;
    }

    static BuilderDialect of(BuilderName name) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.builder == name)
                .findFirst()
                .orElseThrow();
    }

    /** The program that is told so. */
    BuilderName builder() {
        return builder;
    }

    /** The name of the program that runs what this one built. */
    String engine() {
        return engine;
    }

    /** Variables for the program. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** The command that builds. */
    String verb() {
        return "build";
    }

    /** Options of a build that say how the network is reached. */
    List<String> network(boolean trusted, Environment environment) {
        return unsafe(trusted);
    }

    /**
     * Builds.
     *
     * @param trusted whether the base's registry is used without TLS
     * @param environment the machine's, whose proxies Docker has to be told
     */
    List<String> build(BuildOrder order, List<String> logins, boolean trusted, Environment environment) {
        List<String> words = new ArrayList<>(List.of(verb()));
        words.addAll(List.of("--platform", order.platform().toString()));
        words.addAll(network(trusted, environment));
        words.addAll(logins);
        order.secrets().forEach((id, file) -> words.addAll(List.of("--secret", "id=" + id + ",src=" + file)));
        words.addAll(annotations(order));
        order.references().forEach(reference -> words.addAll(List.of("--tag", reference.toString())));
        words.addAll(List.of("--file", order.context().resolve("Dockerfile").toString()));
        words.add(order.context().toString());
        return words;
    }

    /** Options of a build that say what stands in the manifest. */
    List<String> annotations(BuildOrder order) {
        List<String> words = new ArrayList<>();
        order.annotations().forEach((key, value) -> words.addAll(List.of("--annotation", key + "=" + value)));
        return words;
    }

    /** Writes an image as one file. */
    abstract List<String> save(List<ImageReference> references, Output form, Path file);

    /**
     * Pushes.
     *
     * @param digest the file that the manifest's sum is written to
     * @param trusted whether the registry is used without TLS
     */
    List<String> push(ImageReference reference, List<String> logins, Path digest, boolean trusted) {
        List<String> words = new ArrayList<>(List.of("push", "--digestfile", digest.toString()));
        words.addAll(unsafe(trusted));
        words.addAll(logins);
        words.addAll(List.of(reference.toString(), "docker://" + reference));
        return words;
    }

    /** Whether logins can be given by a file. */
    boolean takesLogins() {
        return true;
    }

    /** What a push says of the manifest's sum. */
    Optional<Sha256> digestOf(String output, Path file) {
        try {
            return Optional.of(Sha256.parse(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<String> inspect(ImageReference reference) {
        return List.of("image", "inspect", reference.toString());
    }

    /** Whether older versions save images in a form of their own alone. */
    boolean learntOciArchives() {
        return false;
    }

    /** The text of a file of logins. */
    static byte[] logins(String registry, Login login) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.putObject("auths").putObject(registry).put("auth", login.token());
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether Docker of that version saves images in a form of its own alone. */
    static boolean isBeforeOciArchives(String version) {
        Matcher major = Pattern.compile("(\\d{1,4})\\.").matcher(version.strip());
        return major.lookingAt() && Integer.parseInt(major.group(1)) < 25;
    }

    private static List<String> unsafe(boolean trusted) {
        return trusted ? List.of("--tls-verify=false") : List.of();
    }
}
