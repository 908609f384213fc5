package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A container to be started from an image: what {@code podman run} takes. It has no network but its loopback. */
final class ContainerRequest {

    private final ContainerEngine engine;
    private final String image;
    private final List<String> options = new ArrayList<>();
    private String network = "none";
    private String hostName = "";

    ContainerRequest(ContainerEngine engine, String image) {
        this.engine = engine;
        this.image = image;
    }

    ContainerRequest hostName(String name) {
        hostName = name;
        return this;
    }

    /** Puts the container into the network of another one, as its neighbour in a Compose file would be. */
    ContainerRequest networkOf(Container other) {
        network = "container:" + other.id();
        return this;
    }

    ContainerRequest user(String user) {
        return option("--user=" + user);
    }

    ContainerRequest environment(String variable, String value) {
        return option("--env=" + variable + "=" + value);
    }

    /** Shows a file or folder of this machine inside the container. */
    ContainerRequest mount(Path file, String at) {
        return option("--volume=" + file.toAbsolutePath() + ":" + at + ":ro");
    }

    /** Puts a volume of the engine into the container, as a Compose file writes it: {@code name:/folder}. */
    ContainerRequest volume(String volume) {
        return option("--volume=" + volume);
    }

    /** As strict clusters run it: nothing can be written but {@code /tmp}. */
    ContainerRequest readOnly() {
        return option("--read-only").option("--tmpfs=/tmp");
    }

    private ContainerRequest option(String option) {
        options.add(option);
        return this;
    }

    /** Starts the image's entrypoint with these arguments. */
    Container start(String... arguments) {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--network=" + network));
        words.addAll(engine.runOptions());
        // Docker gives a container the host name of the one whose network it joins.
        if (!hostName.isEmpty() && (engine.isPodman() || network.equals("none"))) {
            words.add("--hostname=" + hostName);
        }
        words.addAll(options);
        words.add(image);
        words.addAll(List.of(arguments));
        return new Container(engine, engine.command(words).succeed().text());
    }
}
