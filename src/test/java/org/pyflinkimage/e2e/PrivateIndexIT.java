package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.system.Login;

/** A package of an index that wants a login, which an encrypted password in settings.xml has: it goes to the index, and nowhere else. */
class PrivateIndexIT {

    private static final Path FIXTURES = Path.of("src/test/resources/org/pyflinkimage/mojo/maven");
    private static final Login LOGIN = new Login("ann", "fixture password");
    private static final List<String> SECRETS =
            List.of(LOGIN.password(), LOGIN.password().replace(" ", "%20"), LOGIN.token());
    private static final String WHEEL = "secretive-1.0-py3-none-any.whl";

    private final LoopbackServer server = new LoopbackServer();
    private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        RequireTools.onPath("mvn");
        folder = Folders.empty("private-index");
        Path wheels = Folders.create(folder.resolve("wheels"));
        new WheelBuilder("secretive", "1.0").file("secretive/__init__.py", "").write(wheels);
        guarded(
                "/simple/secretive/",
                "text/html",
                "<a href=\"../../files/%1$s\">%1$s</a>".formatted(WHEEL).getBytes(StandardCharsets.UTF_8));
        guarded("/files/" + WHEEL, "application/octet-stream", Files.readAllBytes(wheels.resolve(WHEEL)));
        Files.writeString(folder.resolve("settings.xml"), """
                <settings><servers><server><id>corp</id><username>ann</username><password>%s</password></server></servers></settings>
                """.formatted(
                Files.readString(FIXTURES.resolve("encrypted-password.txt")).strip()));
        Files.copy(BuiltProject.NEWEST.folder().resolve("pom.xml"), folder.resolve("pom.xml"));
    }

    @AfterEach
    void removeProject() {
        server.close();
        if (folder != null) {
            Folders.delete(folder);
        }
    }

    private void guarded(String path, String type, byte[] body) {
        server.answer(path, exchange -> answer(exchange, type, body));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        if (!LOGIN.basic().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"index\"");
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Test
    void theLoginReachesTheIndexAndNothingElse() throws IOException {
        List<String> words = new ArrayList<>(MavenBuild.program());
        words.addAll(List.of(
                "-X",
                "-gs",
                folder.resolve("settings.xml").toString(),
                "-Dsettings.security="
                        + FIXTURES.resolve("settings-security.xml").toAbsolutePath(),
                "-Dpyflink.store=" + Folders.buildDirectory().resolve("store"),
                "-Dpyflink.to=oci-archive",
                "-Dpyflink.requirements=secretive==1.0",
                "-Dpyflink.indexes=corp=" + server.address("/simple/"),
                "package"));
        Command.Outcome built =
                new Command(words).in(folder).within(Duration.ofMinutes(10)).succeed();

        String lock = Files.readString(folder.resolve("pyflink.lock"));
        assertThat(server.authorizations())
                .contains("/simple/secretive/ " + LOGIN.basic(), "/files/" + WHEEL + " " + LOGIN.basic());
        assertThat(lock).contains(WHEEL, server.address("/files/").toString()).doesNotContain(SECRETS);
        assertThat(built.output() + built.errors()).contains("[DEBUG]").doesNotContain(SECRETS);
        requireNoSecret(folder.resolve("target/pyflink"));
    }

    private static void requireNoSecret(Path results) throws IOException {
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    requireNoSecret(in, file.toString());
                }
                if (file.toString().endsWith(".tar")) {
                    requireNoSecretWithin(file);
                }
            }
        }
    }

    /** In layers as containers have them. */
    private static void requireNoSecretWithin(Path archive) throws IOException {
        int layers = 0;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                BufferedInputStream content = new BufferedInputStream(tar);
                content.mark(2);
                boolean zipped = content.read() == 0x1f && content.read() == 0x8b;
                content.reset();
                if (zipped) {
                    requireNoSecret(new GZIPInputStream(content), archive + " " + entry.getName());
                    layers++;
                }
            }
        }
        assertThat(layers).isPositive();
    }

    private static void requireNoSecret(InputStream in, String name) throws IOException {
        String before = "";
        byte[] buffer = new byte[1 << 20];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            String text = before + new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            assertThat(SECRETS).as(name).noneMatch(text::contains);
            before = text.substring(Math.max(0, text.length() - 64));
        }
    }
}
