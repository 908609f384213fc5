package org.pyflinkimage.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples are put together here, so that no file of the project looks like a secret itself. */
class SecretKindTest {

    private static final String BEGIN = "-----BEGIN ";
    private static final String FORTY = "abcd".repeat(10);

    static Stream<Arguments> secrets() {
        return Stream.of(
                secret("client.key", BEGIN + "PRIVATE KEY-----\nx\n", "a private key"),
                secret("a", "# mine\n" + BEGIN + "RSA PRIVATE KEY-----\r\nMIIE", "a private key"),
                secret("a", BEGIN + "EC PRIVATE KEY-----\n\nMIIE", "a private key"),
                secret("a", BEGIN + "ENCRYPTED PRIVATE KEY-----\nMIIE", "a private key"),
                secret("id_ed25519", BEGIN + "OPENSSH PRIVATE KEY-----\nb3Bl", "a private key"),
                secret("a.asc", BEGIN + "PGP PRIVATE KEY BLOCK-----\n\nlQ", "a private key"),
                secret("a.py", "KEY = \"\"\"" + BEGIN + "PRIVATE KEY-----\nMIIE", "a private key"),
                secret("a.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n", "a private key"),
                secret("a", "---- BEGIN SSH2 ENCRYPTED " + "PRIVATE KEY ----\nx", "a private key"),
                secret(
                        "key.json",
                        "{\"type\": \"service_account\", \"private_key\": \"" + BEGIN + "PRIVATE KEY-----\\nMIIE\"}",
                        "a private key"),
                secret(
                        "adc.json",
                        "{\"client_id\": \"1\", \"refresh_token\": \"1//0gabcdef\", \"type\": \"authorized_user\"}",
                        "credentials of Google Cloud"),
                secret(
                        "adc.json",
                        "{\"type\":\"authorized_user\",\"refresh_token\":\"1//0gabcdef\"}",
                        "credentials of Google Cloud"),
                secret("credentials", "[default]\naws_secret_access_key = " + FORTY + "\n", "credentials of AWS"),
                secret(".env", "AWS_SECRET_ACCESS_KEY=" + FORTY + "\n", "credentials of AWS"),
                secret("sts.json", "{\"SecretAccessKey\": \"" + FORTY + "\"}", "credentials of AWS"),
                secret("job.py", "boto3.client('s3', aws_secret_access_key='" + FORTY + "')", "credentials of AWS"),
                secret("a.txt", "AccountName=a;AccountKey=" + FORTY + "==;", "credentials of Azure"),
                secret(
                        "config",
                        "users:\n- user:\n    client-key-data: LS0tLS1CRUdJTg==\n",
                        "credentials of Kubernetes"),
                secret("config", "kind: Config\nusers:\n- user:\n    token: abc\n", "credentials of Kubernetes"),
                secret(
                        "secret.yaml",
                        "apiVersion: v1\nkind: Secret\nstringData:\n  a: b\n",
                        "credentials of Kubernetes"),
                secret(
                        "config.json",
                        "{\"auths\": {\"r.example.com\": {\"auth\": \"bWU6eA==\"}}}",
                        "a login of Docker"),
                secret("netrc", "machine a.example.com login me password x\n", "a login"),
                secret("_netrc", "machine a.example.com\n  login me\n  password x\n", "a login"),
                secret("conf/.pypirc", "[a]\nusername: me\npassword: x\n", "a login of a package index"),
                secret("pip.conf", "index-url = https://me:x@example.com/simple", "a login of a package index"),
                secret(".npmrc", "//example.com/:_authToken=abc", "a login of a package index"),
                secret(".pgpass", "host:5432:db:me:x\n", "a login of a database"),
                secret("job.py", "TOKEN = 'ghp_" + "a".repeat(36) + "'", "an access token"),
                secret("job.py", "glpat-" + "a".repeat(20), "an access token"),
                secret(".env", "DB_PASSWORD=hunter2\n", "an environment with passwords"),
                secret("conf/prod.env", "A=1\nexport API_KEY='x'\n", "an environment with passwords"),
                secret(".env.local", "STRIPE_TOKEN=x", "an environment with passwords"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void secretIsKnownByWhatIsInIt(String path, byte[] bytes, String title) {
        assertThat(SecretKind.of(path, bytes).map(SecretKind::title)).contains(title);
    }

    @Test
    void encodingHidesNothing() {
        byte[] bytes = "DB_PASSWORD=hunter2\n".getBytes(StandardCharsets.UTF_16LE);

        assertThat(SecretKind.of(".env", bytes)).contains(SecretKind.ENVIRONMENT);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                secret("a.pem", BEGIN + "CERTIFICATE-----\nMIIE", ""),
                secret("a.pem", BEGIN + "PUBLIC KEY-----\nMIIE", ""),
                secret("a.py", "if text.startswith('" + BEGIN + "PRIVATE KEY-----'):", ""),
                secret("a.py", "kind: Secret of mine\ndata:\n", ""),
                secret("a.yaml", "kind: SealedSecret\ndata:\n", ""),
                secret("a.yaml", "kind: ConfigMap\ndata:\n  token: x\n", ""),
                secret("a.py", "aws_secret_access_key = os.environ['A']", ""),
                secret("a.json", "{\"auths\": {}}", ""),
                secret("a.py", "password = input()", ""),
                secret("a.md", "see https://me:x@example.com/", ""),
                secret(".env", "LOG_LEVEL=debug\nPASSWORD=\nTOKEN=''\n# SECRET=x\n", ""),
                secret(".env.example", "PASSWORD=changeme\n", ""),
                secret("environment.py", "PASSWORD=x\n", ""),
                secret("words.txt", "password login machine\n", ""),
                secret("empty", "", ""));
    }

    @ParameterizedTest
    @MethodSource("others")
    void othersAreNoSecrets(String path, byte[] bytes, String none) {
        assertThat(SecretKind.of(path, bytes)).isEmpty();
    }

    /** Texts over which a careless expression stands for minutes, or runs out of stack. */
    static Stream<Arguments> longOnes() {
        String lines = "\n".repeat(250_000);
        return Stream.of(
                secret("a.pem", BEGIN + "PRIVATE KEY-----" + lines, ""),
                secret("a.yaml", "kind:" + lines, ""),
                secret("a.yaml", "kind: Secret\n".repeat(20_000), ""),
                secret("a.yaml", "kind: Config\n".repeat(20_000), ""),
                secret("a.yaml", "kind: Config" + "\n".repeat(262_000), ""),
                secret("a.yaml", "kind: Secret" + "\n".repeat(262_000), ""),
                secret("conf/pip.conf", "\n".repeat(262_000) + "password", ""),
                secret("conf/pip.conf", " ".repeat(262_000) + "password", ""),
                secret("netrc", "password" + lines, ""),
                secret("netrc", "machine x login y password".repeat(9_000), ""),
                secret(".env", lines + "=", ""),
                secret(".env", "PASSWORD".repeat(30_000) + "=", ""),
                secret("a.json", "\"type\":\"service_account\",".repeat(10_000), ""),
                secret("a.json", "\"auths\":{".repeat(28_000), ""));
    }

    @ParameterizedTest
    @MethodSource("longOnes")
    void longTextsAreLookedThroughToTheirEnds(String path, byte[] bytes, String none) {
        assertThat(SecretKind.of(path, bytes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JKS, true, true", "JKS, false, false", "JCEKS, true, true", "JCEKS, false, false", "PKCS12, true, true"
    })
    void keystoreHasAKey(String type, boolean withKey, boolean found) throws Exception {
        assertThat(SecretKind.of("a.bin", keystore(type, withKey)))
                .isEqualTo(found ? Optional.of(SecretKind.KEYSTORE) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"conf/truststore.p12, false", "cacerts, false", "keystore.p12, true"})
    void keystoreThatCannotBeLookedIntoIsJudgedByItsName(String name, boolean found) throws Exception {
        assertThat(SecretKind.of(name, keystore("PKCS12", false)).isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "0502 0000000a 0001 0007 4141414141414141, true",
        "0502 00000008 0008 0007 41414141, true",
        "0502 00000009 0008 0007 41414141, false",
        "0502 00000000 0001 0007 41414141, false",
        "0502 fffffff0 0001 0007 41414141, false",
        "0502 00000008 0000 0007 41414141, false",
        "0502 00000008 0009 0007 41414141, false",
        "0504 00000008 0001 0007 41414141, false",
        "0602 00000008 0001 0007 41414141, false",
        "0502 00000001 00, false"
    })
    void keytabHasAnEntry(String hex, boolean found) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(SecretKind.of("a.bin", bytes)
                        .filter(SecretKind.KEYTAB::equals)
                        .isPresent())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "03d9a29a67fb4bb5, true",
        "03d9a2, false",
        "feedfeed, false",
        "3003020103, false",
        "30, false",
        "3082, false"
    })
    void beginningOfOtherFormatsIsNotEnough(String hex, boolean found) {
        assertThat(SecretKind.of("a.bin", HexFormat.of().parseHex(hex)).isPresent())
                .isEqualTo(found);
    }

    @Test
    void filesAreListedByKind(@TempDir Path folder) throws IOException {
        List<ChosenFile> files = List.of(
                file(folder, "a.key", BEGIN + "PRIVATE KEY-----\nx"),
                file(folder, "b.key", BEGIN + "PRIVATE KEY-----\nx"),
                file(folder, "netrc", "default login me password x"),
                file(folder, "job.py", "x"),
                new ChosenFile.Link("c.key", "a.key"),
                new ChosenFile.Regular("gone.key", folder.resolve("gone"), 1));

        assertThat(SecretKind.ofFiles(files))
                .isEqualTo(Map.of("a private key", List.of("a.key", "b.key"), "a login", List.of("netrc")));
    }

    @Test
    void valuesAreKnownToo() {
        assertThat(SecretKind.ofText("DefaultEndpointsProtocol=https;AccountKey=" + FORTY + "=="))
                .contains(SecretKind.AZURE);
        assertThat(SecretKind.ofText("Europe/Berlin")).isEmpty();
    }

    private static Arguments secret(String path, String text, String title) {
        return Arguments.of(path, text.getBytes(UTF_8), title);
    }

    private static ChosenFile file(Path folder, String name, String text) throws IOException {
        return new ChosenFile.Regular(name, Files.writeString(folder.resolve(name), text), text.length());
    }

    private static byte[] keystore(String type, boolean withKey) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, password);
        store.setCertificateEntry("authority", certificate());
        if (withKey) {
            store.setKeyEntry(
                    "mine",
                    KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(),
                    password,
                    new Certificate[] {certificate()});
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        return bytes.toByteArray();
    }

    private static Certificate certificate() throws Exception {
        String line = Files.readAllLines(Path.of("src/test/resources/org/pyflinkimage/debian/certificates.txt"))
                .get(1);
        byte[] der = Base64.getDecoder().decode(line.split(" ", -1)[1]);
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
