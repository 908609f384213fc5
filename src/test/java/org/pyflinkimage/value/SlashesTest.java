package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Disk;

class SlashesTest {

    @ParameterizedTest
    @CsvSource({"a\\b\\c.py, a/b/c.py", "C:\\Users\\A B\\x, C:/Users/A B/x", "x, x", "'', ''"})
    void whatStandsBetweenNamesElsewhereIsASlash(String text, String slashed) {
        assertThat(Slashes.in(onWindows(text))).isEqualTo(slashed);
    }

    /** Where a slash stands between names, a backslash is a letter of one. */
    @Test
    void backslashInANameStays() {
        assertThat(Slashes.in(FileSystems.getDefault().getPath("a", "b\\c"))).isEqualTo("a/b\\c");
    }

    /** It is the path's own file system that counts, not that of this machine. */
    @Test
    void pathFromAFolderIsThatOfItsOwnFileSystem(@TempDir Path folder) throws Exception {
        URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThat(Slashes.between(files.getPath("/job"), files.getPath("/job/src/a.py")))
                    .isEqualTo("src/a.py");
            assertThat(Slashes.between(files.getPath("/job"), files.getPath("/job")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOWS, sub\\a.txt,      C:\\Users\\Me and You\\project\\sub\\a.txt",
        "WINDOWS, sub/a.txt,       C:\\Users\\Me and You\\project\\sub\\a.txt",
        "WINDOWS, D:\\x\\a b.txt,  D:\\x\\a b.txt",
        "WINDOWS, \\\\host\\s\\a,   \\\\host\\s\\a",
        "MAC,     sub\\a.txt,      /Users/Me and You/project/sub/a.txt",
        "LINUX,   sub\\a.txt,      /home/me/project/sub/a.txt",
        "LINUX,   ..\\x\\a b.txt,  /home/me/project/../x/a b.txt",
        "LINUX,   named\\so.txt,   /home/me/project/named\\so.txt",
        "LINUX,   /x/a.txt,        /x/a.txt",
        "LINUX,   '',              /home/me/project"
    })
    void declaredPathMeansTheSameEverywhere(Disk disk, String text, String path) {
        Path folder = disk.project();

        assertThat(Slashes.resolve(folder, text, there -> there.endsWith("named\\so.txt")))
                .hasToString(path);
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOWS, file:///C:/Users/A%20B/x.whl,   C:\\Users\\A B\\x.whl",
        "WINDOWS, file:/C:/x.whl,                 C:\\x.whl",
        "WINDOWS, file://localhost/C:/x.whl,      C:\\x.whl",
        "WINDOWS, file://host/share/x.whl,        \\\\host\\share\\x.whl",
        "MAC,     file:///Users/A%20B/x.whl,      /Users/A B/x.whl",
        "LINUX,   file:///C:/x.whl,               /C:/x.whl",
        "LINUX,   file://localhost/x.whl,         /x.whl"
    })
    void addressOfAFileNamesItsPath(Disk disk, URI address, String path) throws IOException {
        try (FileSystem files = disk.open()) {
            assertThat(Slashes.ofAddress(address, files)).hasToString(path);
        }
    }

    private static Path onWindows(String text) {
        return (Path) Proxy.newProxyInstance(
                SlashesTest.class.getClassLoader(),
                new Class<?>[] {Path.class},
                (path, method, arguments) -> switch (method.getName()) {
                    case "toString" -> text;
                    case "getFileSystem" -> new Backslashes();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A file system of which nothing is known but what stands between names. */
    private static final class Backslashes extends FileSystem {

        @Override
        public String getSeparator() {
            return "\\";
        }

        @Override
        public FileSystemProvider provider() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return List.of();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of("basic");
        }

        @Override
        public Path getPath(String first, String... more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }
}
