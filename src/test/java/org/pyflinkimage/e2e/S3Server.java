package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/**
 * moto's S3 in a container, which keeps objects in memory and believes every key.
 *
 * @param web how it is asked
 */
record S3Server(Container container, WebInterface web) implements AutoCloseable {

    /** What a Flink in the same network has to be told. */
    static final String SETTINGS = """
            s3.endpoint: http://localhost:5000
            s3.path.style.access: true
            s3.access-key: any
            s3.secret-key: any
            """;

    private static final String MOTO = "moto[s3]==5.2.5";
    private static final String PLACE = "/mnt/moto";
    private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");

    /**
     * Starts it.
     *
     * @param image whose Python runs it
     * @param python the version of that
     * @param neighbour whose network it gets
     */
    static S3Server start(LoadedImage image, String python, Container neighbour) {
        RequireTools.onPath("python3");
        Path packages = Folders.empty("connectors/moto");
        Command.of(
                        "python3",
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--target=" + packages,
                        "--only-binary=:all:",
                        "--python-version=" + python,
                        MOTO,
                        "flask",
                        "flask-cors")
                .within(Duration.ofMinutes(3))
                .succeed();
        Container container = image.container()
                .networkOf(neighbour)
                .mount(packages, PLACE)
                .environment("PYTHONPATH", PLACE)
                .start("python", "-m", "moto.server", "-H", "127.0.0.1", "-p", "5000");
        S3Server server = new S3Server(container, new WebInterface(container, 5000));
        try {
            server.web.await("/moto-api/data.json");
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    S3Server withBucket(String name) {
        container.exec(
                "python",
                "-c",
                "import urllib.request as r; r.urlopen(r.Request('http://localhost:5000/%s', method='PUT'))"
                        .formatted(name));
        return this;
    }

    /** The names of what lies in a bucket. */
    List<String> keys(String bucket) {
        return KEY.matcher(web.text("/" + bucket + "?list-type=2"))
                .results()
                .map(key -> key.group(1))
                .toList();
    }

    @Override
    public void close() {
        container.close();
    }
}
