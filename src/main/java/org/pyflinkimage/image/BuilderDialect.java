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
import org.pyflinkimage.image.Builder.Order;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.Sha256;

/** How the same is said to each builder. */
enum BuilderDialect {
    DOCKER,
    PODMAN,
    BUILDAH;

    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    /** Docker knows these build arguments without being told, and keeps them out of the image. */
    private static final List<String> PROXIES = List.of(
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy");

    static Optional<BuilderDialect> parse(String name) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.program().equals(name))
                .findFirst();
    }

    /** The program's name. */
    String program() {
        return switch (this) {
            case DOCKER -> "docker";
            case PODMAN -> "podman";
            case BUILDAH -> "buildah";
        };
    }

    /** The name of the program that runs what this one built. */
    String engine() {
        return this == DOCKER ? "docker" : "podman";
    }

    /** Variables for the program. */
    Map<String, String> environment() {
        // The builder that knows mounts; Docker's older one is the default up to 22.
        return this == DOCKER ? Map.of("DOCKER_BUILDKIT", "1") : Map.of();
    }

    /** @param trusted whether the base's registry is used without TLS */
    List<String> build(Order order, List<String> logins, boolean trusted) {
        List<String> words = new ArrayList<>(List.of(this == BUILDAH ? "bud" : "build"));
        words.addAll(List.of("--platform", order.platform().toString()));
        words.addAll(this == DOCKER ? proxies() : unsafe(trusted));
        words.addAll(logins);
        order.secrets().forEach((id, file) -> words.addAll(List.of("--secret", "id=" + id + ",src=" + file)));
        order.references().forEach(reference -> words.addAll(List.of("--tag", reference)));
        words.addAll(List.of("--file", order.context().resolve("Dockerfile").toString()));
        words.add(order.context().toString());
        return words;
    }

    List<String> save(List<String> references, Output form, Path file) {
        String reference = references.get(0);
        if (this == BUILDAH) {
            return List.of("push", reference, form + ":" + file + ":" + reference);
        }
        List<String> words = new ArrayList<>(List.of("save"));
        if (this == PODMAN) {
            words.addAll(List.of("--format", form.toString()));
        }
        words.addAll(List.of("--output", file.toString()));
        // Podman's OCI archives have one name.
        words.addAll(this == PODMAN && form == Output.OCI_ARCHIVE ? List.of(reference) : references);
        return words;
    }

    /**
     * Pushes.
     *
     * @param digest the file that the manifest's sum is written to
     * @param trusted whether the registry is used without TLS
     */
    List<String> push(String reference, List<String> logins, Path digest, boolean trusted) {
        if (this == DOCKER) {
            return List.of("push", reference);
        }
        List<String> words = new ArrayList<>(List.of("push", "--digestfile", digest.toString()));
        words.addAll(unsafe(trusted));
        words.addAll(logins);
        words.addAll(List.of(reference, "docker://" + reference));
        return words;
    }

    /** Whether logins can be given by a file; Docker would miss all that its own file says beside them. */
    boolean takesLogins() {
        return this != DOCKER;
    }

    /** The text of a file of logins. */
    static byte[] logins(String registry, Login login) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.putObject("auths").putObject(registry).put("auth", login.token());
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    List<String> inspect(String reference) {
        return this == BUILDAH
                ? List.of("inspect", "--type", "image", reference)
                : List.of("image", "inspect", reference);
    }

    /** What a push says of the manifest's sum. */
    Optional<Sha256> digestOf(String output, Path file) {
        if (this == DOCKER) {
            return last(DIGEST.matcher(output)).map(Sha256::parse);
        }
        try {
            return Optional.of(Sha256.parse(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether Docker of that version saves images in a form of its own alone. */
    static boolean isBeforeOciArchives(String version) {
        Matcher major = Pattern.compile("(\\d{1,4})\\.").matcher(version.strip());
        return major.lookingAt() && Integer.parseInt(major.group(1)) < 25;
    }

    /** The registry's host and port in a reference; empty where it names none. */
    static String registryOf(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "";
    }

    private static List<String> unsafe(boolean trusted) {
        return trusted ? List.of("--tls-verify=false") : List.of();
    }

    private static List<String> proxies() {
        return PROXIES.stream()
                .filter(name -> System.getenv(name) != null)
                .flatMap(name -> Stream.of("--build-arg", name))
                .toList();
    }

    private static Optional<String> last(Matcher matcher) {
        return matcher.results().map(match -> match.group(1)).reduce((one, other) -> other);
    }
}
