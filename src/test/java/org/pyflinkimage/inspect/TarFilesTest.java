package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of tars, those of hostile ones too. */
class TarFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "./a, a",
        "folder/b, folder/b",
        "folder/../a, ''",
        "soft, a",
        "folder/soft, a",
        "hard, folder/b",
        "alias/b, folder/b",
        "again, second",
        "folder, ''",
        "round, ''",
        "outside, ''",
        "c, ''"
    })
    void filesAreFoundByTheirNamesAndThroughLinks(String name, String content) throws IOException {
        TarFiles files = open(ForeignLayer.of(
                "./a = a",
                "folder/b = folder/b",
                "soft -> a",
                "folder/soft -> ../a",
                "hard => folder/b",
                "alias -> folder",
                "again = first",
                "again = second",
                "round -> round",
                "outside -> ../../etc/passwd",
                "device !"));

        assertThat(files.find(name).map(TarFilesTest::read).orElse("")).isEqualTo(content);
    }

    private static String read(ArchiveFiles.Member member) {
        try (InputStream in = member.open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(bytes).hasSize(Math.toIntExact(member.size()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A layer of gigabytes stands before what is looked for. */
    @Test
    void largeFilesArePassedOver() throws IOException {
        TarFiles files = open(new ForeignLayer()
                .file("large", new byte[3 << 20])
                .file("folder/".repeat(40) + "x", new byte[3 << 20])
                .member("manifest.json = last"));

        assertThat(files.find("manifest.json").map(TarFilesTest::read)).contains("last");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../a = 1        | `../a` leads out of it
            a/../../b = 1   | leads out of it
            """)
    void namesThatLeadOutAreRefused(String member, String reason) {
        refused(ForeignLayer.of(member), reason);
    }

    @Test
    void endlessHeadersAreRefused() {
        refused(new ForeignLayer().name(new byte[(1 << 20) + 1024]).member("a"), "larger than any file needs");
        refused(
                new ForeignLayer().extended("a", "1".repeat(1 << 20), "b", "1").member("a"),
                "larger than any file needs");
        refused(
                new ForeignLayer()
                        .extended("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.realsize", "1000000000")
                        .file("a", "1\n0\n1\n".getBytes(StandardCharsets.UTF_8)),
                "");
    }

    @Test
    void endlessNamesAreRefused() throws IOException {
        byte[] one =
                ForeignLayer.of(("x".repeat(200) + "/").repeat(20) + "a -> b").plain();
        int end = one.length;
        while (one[end - 1] == 0) {
            end--;
        }
        byte[] member = Arrays.copyOf(one, (end + 511) / 512 * 512);
        Path file = folder.resolve("many.tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 4500; i++) {
                out.write(member);
            }
        }

        assertThatExceptionOfType(RefusedImage.class)
                .isThrownBy(() -> TarFiles.open(file))
                .withMessageContaining("the names in it have more than");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 513, 700})
    void tarThatEndsEarlyIsRefused(int bytes) throws IOException {
        byte[] whole = ForeignLayer.of("a = " + "1".repeat(1000)).plain();
        Path file = Files.write(folder.resolve("a.tar"), Arrays.copyOf(whole, bytes));

        assertThatExceptionOfType(RefusedImage.class).isThrownBy(() -> TarFiles.open(file));
    }

    private void refused(ForeignLayer tar, String reason) {
        assertThatExceptionOfType(RefusedImage.class)
                .isThrownBy(() -> open(tar))
                .withMessageContaining(reason);
    }

    private TarFiles open(ForeignLayer tar) throws IOException {
        return TarFiles.open(Files.write(folder.resolve("a.tar"), tar.plain()));
    }
}
