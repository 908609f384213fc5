package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.value.UnixPath;

class PathExcludesTest {

    @ParameterizedTest
    @CsvSource({
        "/usr/share/man,                        directory, true",
        "/usr/share/man/man1/ls.1.gz,           file,      true",
        "/usr/share/manual,                     file,      false",
        "/usr/share/locale/de/LC_MESSAGES/x.mo, file,      true",
        "/usr/share/locale/locale.alias,        file,      false",
        "/usr/share/info/x.info.gz,             file,      true",
        "/usr/share/groff/x,                    file,      true",
        "/usr/share/lintian/overrides/x,        file,      true",
        "/usr/share/linda/x,                    file,      true",
        "/usr/share/doc-base/x,                 file,      true",
        "/usr/share/bug/x,                      file,      true",
        "/usr/share/menu/x,                     file,      true",
        "/usr/share/doc,                        directory, true",
        "/usr/share/doc/x,                      directory, true",
        "/usr/share/doc/x/changelog.gz,         file,      true",
        "/usr/share/doc/x/copyright,            file,      false",
        "/usr/share/doc/x/copyright.gz,         link,      false",
        "/usr/share/doc/libx,                   link,      false",
        "/usr/share/doc/x/examples,             link,      true",
        "/usr/share/docs/x,                     file,      false",
        "/usr/bin/man,                          file,      false"
    })
    void documentationIsLeftOut(String path, String kind, boolean excluded) {
        FileNode node = switch (kind) {
            case "directory" -> FileNode.directory();
            case "link" -> FileNode.link("x");
            default -> FileNode.file("x");
        };

        assertThat(PathExcludes.exclude(UnixPath.of(path), node)).isEqualTo(excluded);
    }
}
