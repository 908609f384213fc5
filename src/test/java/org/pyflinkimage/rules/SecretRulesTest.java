package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;

class SecretRulesTest {

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, x, 1",
        "DB_PASS, x, 1",
        "aws_secret_access_key, x, 1",
        "API_KEY, x, 1",
        "GITHUB_TOKEN, x, 1",
        "MIRROR, https://me:secret@example.com/, 1",
        "MIRROR, https://example.com/a:b@c, 0",
        "MIRROR, https://me@example.com/, 0",
        "AWS_WEB_IDENTITY_TOKEN_FILE, /var/run/token, 0",
        "JDBC, jdbc:postgresql://me:secret@db/x, 1",
        "STORAGE, AccountName=a;AccountKey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==, 1",
        "FLINK_PROPERTIES, s3.secret-key: x, 1",
        "FLINK_PROPERTIES, rest.port: 8082, 0",
        "PASSAGE, x, 0",
        "COMPASS, x, 0"
    })
    void whatLooksLikeASecretIsFound(String name, String value, int found) {
        assertThat(Judged.by("PYF-230", having(name, value))).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.secret.key, hunter2hunter2, 1",
        "s3.secret-key, x, 1",
        "s3.access.key, admin, 0",
        "s3.endpoint, http://minio:9000, 0",
        "fs.azure.account.key.acct.blob.core.windows.net, bm90LXJlYWw=, 1",
        "fs.azure.account.oauth2.client.secret, x, 1",
        "fs.azure.account.oauth2.client.endpoint, x, 0",
        "security.ssl.rest.keystore-password, x, 1",
        "security.ssl.rest.keystore, /conf/a.jks, 0",
        "metrics.reporter.dghttp.apikey, x, 1",
        "security.delegation.tokens.enabled, false, 0",
        "security.delegation.token.provider.s3.secret-key, x, 1",
        "kubernetes.secrets, name:/path, 0",
        "kubernetes.env.secretKeyRef, 'env:A,secret:b,key:c', 0",
        "state.savepoints.dir, s3://me:secret@bucket/x, 1",
        "a.password, '', 0",
        "a.password, true, 0",
        "a.password, ******, 0"
    })
    void settingWhoseValueFlinkHidesIsFound(String key, String value, int found) {
        List<Problem> problems = Judged.by("PYF-230", config("2.3.0", Map.of(key, value)));

        assertThat(problems).hasSize(found);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains("`%s` in `<flinkConfig>`".formatted(key), "`FLINK_PROPERTIES`")
                        .doesNotContain("hunter2", "bm90LXJlYWw=", "me:secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.token, not-to-be-shown, 1",
        "com.example.api-key, not-to-be-shown, 1",
        "com.example/access_key, not-to-be-shown, 1",
        "org.opencontainers.image.url, https://me:not-to-be-shown@example.com/, 1",
        "org.opencontainers.image.url, https://example.com/team, 0",
        "com.example.token, none, 0",
        "com.example.team, data, 0",
    })
    void labelsAndAnnotationsHoldNone(String key, String value, int found) {
        DeclaredSettings settings = DeclaredSettings.standard();
        ImageSpec spec = Specs.spec(cell("2.3.0", 17, "3.11"));

        List<Problem> labels = Judged.by("PYF-230", Subject.of(spec.with(settings.withLabels(Map.of(key, value)))));
        List<Problem> annotations =
                Judged.by("PYF-230", Subject.of(spec.with(settings.withAnnotations(Map.of(key, value)))));

        assertThat(labels)
                .hasSize(found)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains("`%s` in `<labels>`".formatted(key), "read its labels", "-Dpyflink.labels." + key)
                        .doesNotContain("not-to-be-shown"));
        assertThat(annotations)
                .hasSize(found)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains(
                                "`%s` in `<annotations>`".formatted(key),
                                "read its manifest",
                                "-Dpyflink.annotations." + key)
                        .doesNotContain("not-to-be-shown"));
    }

    @Test
    void settingsOfTheUsersOwnFileCountToo() {
        Subject subject = config("2.3.0", Map.of())
                .withTexts(new Texts(Map.of("config.yaml", "s3:\n  secret-key: not-to-be-shown\n"), Map.of()));

        assertThat(Judged.by("PYF-230", subject))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("`s3.secret-key` in `config.yaml`")
                        .doesNotContain("not-to-be-shown"));
    }

    @Test
    void filesAreToldByKindWithTheirWaysOut() {
        List<Problem> problems = Judged.by(
                "PYF-230",
                having(Map.of("a keystore", List.of("conf/a.jks"), "a private key", List.of("a.key", "b.key"))));

        assertThat(problems)
                .extracting(Problem::what)
                .containsExactly(
                        "`conf/a.jks` of the job looks like a keystore", "`a.key` of the job looks like a private key");
        assertThat(problems.get(0).remedies())
                .containsExactly(
                        "leave it out: `<job><excludes><exclude>/conf/a.jks</exclude></excludes></job>` (-Dpyflink.excludes=/conf/a.jks)",
                        "mount it where the container starts: `-v \"$PWD/conf/a.jks:/run/secrets/a.jks:ro\"`, a volume of a Kubernetes secret");
        assertThat(problems.get(1).why()).first().isEqualTo("`b.key` does as well");
    }

    @Test
    void filesOfExtraDirectoriesAreToldByTheirPlaces() {
        Subject subject = subject(cell("2.3.0", 17, "3.11"))
                .withTexts(new Texts(
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        Map.of("a private key", List.of("/etc/flink/a.key", "/etc/flink/b.key"))));

        assertThat(Judged.by("PYF-230", subject)).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("`/etc/flink/a.key` of `<extraDirectories>` looks like a private key");
            assertThat(problem.why()).first().isEqualTo("`/etc/flink/b.key` does as well");
            assertThat(problem.remedies())
                    .containsExactly(
                            "leave it out: `<excludes><exclude>a.key</exclude></excludes>` in its `<extraDirectory>`; no property has it",
                            "mount it where the container starts: `-v \"$PWD/a.key:/etc/flink/a.key:ro\"`, a volume of a Kubernetes secret");
        });
    }

    @Test
    void manyFilesOfAKindAreCounted() {
        List<String> seven =
                IntStream.range(0, 7).mapToObj(number -> number + ".key").toList();

        assertThat(Judged.by("PYF-230", having(Map.of("a private key", seven)))
                        .get(0)
                        .why())
                .first()
                .isEqualTo("`1.key`, `2.key`, `3.key`, `4.key`, `5.key` do as well, and 1 more");
        assertThat(Judged.by("PYF-230", having(Map.of("a private key", seven.subList(0, 6))))
                        .get(0)
                        .why())
                .first()
                .isEqualTo("`1.key`, `2.key`, `3.key`, `4.key`, `5.key` do as well");
    }

    private static Subject having(Map<String, List<String>> secrets) {
        return subject(cell("2.3.0", 17, "3.11")).withTexts(new Texts(Map.of(), Map.of(), Set.of(), secrets));
    }

    private static Subject having(String name, String value) {
        return subject(cell("2.3.0", 17, "3.11")).withContainer(Containers.environment(Map.of(name, value)));
    }
}
