package org.pyflinkimage.mojo.maven;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;

class JarFailureTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/mojo/maven");

    /** In its place Maven 3.8 leaves what happened to the exceptions behind, which are in no recording. */
    private static final String UNSAID = ": transfer failed for ";

    private static final MavenCoordinates JAR =
            MavenCoordinates.parse("org.example:thing:1.0").orElseThrow();

    /** All that {@code src/test/scripts/maven-failures.py} records, in the words that a user reads. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-3.9"})
    void everyRecordedFailureIsTold(String maven) throws IOException {
        StringBuilder told = new StringBuilder();
        for (Path file : recorded(maven)) {
            Problem problem = told(file);
            assertThat(problem.remedies()).as("%s", file).isNotEmpty();
            told.append("== %s\n".formatted(file.getFileName()))
                    .append(problem.toText())
                    .append("\n\n");
        }

        Golden.assertMatches("mojo/maven/jar-problems%s.txt".formatted(maven), told.toString());
    }

    /** What is to be tried was tried: the script records after which of the remedies Maven got the file. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-3.9"})
    void everyRemedyThatIsToldWorks(String maven) throws IOException {
        Map<String, List<String>> tried =
                Files.readAllLines(RECORDED.resolve("remedies%s.txt".formatted(maven))).stream()
                        .map(line -> line.split(" \\| ", 2))
                        .collect(groupingBy(parts -> parts[0], mapping(parts -> parts[1], toList())));

        for (Path file : recorded(maven)) {
            String name = file.getFileName().toString();
            assertThat(tried).containsKey(name);
            Problem problem = maven.isEmpty() && name.equals("unknown-authority.txt") ? ofCertificate() : told(file);
            assertThat(String.join("\n", problem.remedies())).contains(tried.get(name));
        }
    }

    @Test
    void everyMavenHasOneCauseForIt() throws IOException {
        for (Path file : recorded("-3.9")) {
            Path older = RECORDED.resolve("failures").resolve(file.getFileName());
            assertThat(told(file).code()).as("%s", file).isEqualTo(told(older).code());
            if (!Files.readString(older).contains(UNSAID)) {
                assertThat(told(file).why().get(0)).isEqualTo(told(older).why().get(0));
                assertThat(told(file).remedies()).isEqualTo(told(older).remedies());
            }
        }
    }

    private static List<Path> recorded(String maven) throws IOException {
        try (Stream<Path> recorded = Files.list(RECORDED.resolve("failures" + maven))) {
            return recorded.sorted().toList();
        }
    }

    /** Maven 3.8 leaves that to the exception behind, which is in no recording. */
    private static Problem ofCertificate() {
        Exception cause = new SSLHandshakeException("PKIX path building failed");
        return problem(new ArtifactTransferException(null, null, "transfer failed", cause));
    }

    private static Problem told(Path file) throws IOException {
        String words = Files.readString(file).strip();
        return problem(file.getFileName().toString().startsWith("absent") ? notFound(words) : notTransferred(words));
    }

    /** As Maven 3.9 and 4 say it, which have other transports. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): status code: 401, reason phrase: Unauthorized (401) | (401)     | <server>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): status code: 403, reason phrase: Forbidden (403)    | (403)     | <server>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): status code: 407, reason phrase: Proxy Authentication Required (407) | (407) | <proxy>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): status code: 503, reason phrase: Service Unavailable (503) | not able to answer | -U
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): Connect to r.example.com:443 [r.example.com/127.0.0.1] failed: Connection refused | cannot be reached | <proxies>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): HTTP Status: 401 | (401)     | <server>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): HTTP Status: 403 | (403)     | <server>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): HTTP Status: 503 | not able to answer | -U
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): r.example.com: Name or service not known | not known here | <repositories>
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): PKIX path building failed | not trusted | trustStore
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): Checksum validation failed, expected 1 but is 2 | checksum | try again
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): something else | no answer that Maven could use | -U
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): /m2/g/a/1/a-1.jar.part (No space left on device) | is full | -Dmaven.repo.local=FOLDER
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): /m2/g/a/1/a-1.jar.part (Permission denied) | cannot be written | -Dmaven.repo.local=FOLDER
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): java.nio.file.AccessDeniedException: /m2/g | cannot be written | -Dmaven.repo.local=FOLDER
            Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): status code: 403, reason phrase: Permission denied (403) | (403) | <server>
            """)
    void newerMavensSayItOtherwise(String words, String why, String remedy) {
        Problem problem = problem(notTransferred(words));

        assertThat(problem.code()).isEqualTo("PYF-512");
        assertThat(problem.toText()).contains(why, remedy, "`team`").doesNotContain("r.example.com/)");
    }

    /** Numbers and words of names say nothing of what happened. */
    @ParameterizedTest
    @CsvSource({
        "com.amazonaws:aws-java-sdk-bundle:jar:1.12.565",
        "g:a:jar:1.401",
        "g:a:jar:403",
        "g:a:jar:2.407.1",
        "g:checksum:jar:429",
        "g:certificate-tools:jar:500.1",
        "g:PKIX:jar:1.0-SNAPSHOT"
    })
    void namesAreNoReasons(String artifact) {
        String offline =
                "Cannot access team (https://r.example.com/certificate/503/) in offline mode and the artifact %s has not been downloaded from it before.";
        String reset =
                "Could not transfer artifact %s from/to team (https://r.example.com/checksum/401/): Connection reset";
        String unavailable =
                "The following artifacts could not be resolved: %s (present, but unavailable): Could not find artifact %1$s in team (https://r.example.com/503)";

        assertThat(problem(notTransferred(offline.formatted(artifact))).toText())
                .contains("Maven works offline", "without `-o`");
        assertThat(problem(notTransferred(reset.formatted(artifact))).why()).contains("`team` cannot be reached");
        assertThat(problem(notFound(unavailable.formatted(artifact))).toText()).contains("of another repository");
    }

    @Test
    void whatIsThereOfAnotherRepositoryIsNotMissing() {
        Problem problem = problem(
                notFound(
                        "The following artifacts could not be resolved: org.example:thing:jar:1.0 (present, but unavailable): Could not find artifact org.example:thing:jar:1.0 in team (https://r.example.com/)"));

        assertThat(problem.code()).isEqualTo("PYF-512");
        assertThat(problem.toText()).contains("of another repository", "-U");
    }

    /** Maven 3.8 leaves what happened to the exceptions behind. */
    @Test
    void causesBehindAreHeard() {
        Map<Exception, String> causes = Map.of(
                new ConnectException("Connection refused"), "`team` cannot be reached",
                new SocketTimeoutException("Read timed out"), "`team` cannot be reached",
                new UnknownHostException("repository.invalid"), "the host of `team` is not known here",
                new SSLHandshakeException("PKIX path building failed"), "the certificate of `team` is not trusted");

        causes.forEach((cause, why) -> assertThat(problem(new ArtifactTransferException(
                                null,
                                null,
                                "Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): transfer failed for https://r.example.com/a.jar",
                                new IllegalStateException("transfer failed", cause)))
                        .why())
                .contains(why));
    }

    @Test
    void everyRepositoryIsHeard() {
        Problem problem = new JarFailure(
                        JAR,
                        List.of("team", "central"),
                        List.of(
                                notFound("Could not find artifact g:a:jar:1 in central (https://c.example.com/)"),
                                notTransferred(
                                        "Could not transfer artifact g:a:jar:1 from/to team (https://r.example.com/): authentication failed for https://r.example.com/a.jar, status: 401 Unauthorized")))
                .toProblem();

        assertThat(problem.code()).isEqualTo("PYF-512");
        assertThat(problem.why())
                .containsExactly(
                        "`team` refuses the login, or wants one (401)",
                        "Maven: Could not transfer artifact g:a:jar:1 from/to team: authentication failed for the file, status: 401 Unauthorized",
                        "asked were `team`, `central`");
    }

    private static Problem problem(Exception cause) {
        return new JarFailure(JAR, List.of("team"), List.of(cause)).toProblem();
    }

    private static Exception notFound(String words) {
        return new ArtifactNotFoundException(null, null, words, false);
    }

    private static Exception notTransferred(String words) {
        return new ArtifactTransferException(null, null, words);
    }
}
