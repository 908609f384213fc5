package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'LIBDIR': '/install/lib',                   | 'LIBDIR': '/opt/python/lib',
            prefix=/install                             | prefix=/opt/python
            "prefix": "/install"                        | "prefix": "/opt/python"
            LDFLAGS= -L/install/lib -I/install/include  | LDFLAGS= -L/opt/python/lib -I/opt/python/include
            -Wl,-rpath,/install/lib:/install/lib64      | -Wl,-rpath,/opt/python/lib:/opt/python/lib64
            /installed /install.d /install-x            | /installed /install.d /install-x
            /usr/bin/install ${prefix}/install a/install | /usr/bin/install ${prefix}/install a/install
            ./install -m 755 $(srcdir)/install-sh       | ./install -m 755 $(srcdir)/install-sh
            CC= /tools/clang-linux64/bin/clang -pthread | CC= cc -pthread
            'CXX': '/tools/llvm/bin/clang++ -pthread',  | 'CXX': 'c++ -pthread',
            'AR': '/tools/clang-linux64/bin/llvm-ar'    | 'AR': 'ar'
            'LD': '/tools/host/x/bin/ld.lld'            | 'LD': 'ld.lld'
            a/tools/llvm/bin/clang                      | a/tools/llvm/bin/clang
            /tools/llvm/lib /tools/llvm/bin/ /tools/    | /tools/llvm/lib /tools/llvm/bin/ /tools/
            /tools/a+/tools/b /tools/x/bin/clang        | /tools/a+/tools/b cc
            /tools/a+/tools/b/bin/clang/more            | cc/more
            /tools/x/bin/ar+/tools/y                    | ar+/tools/y
            """)
    void theMakersPlaceAndToolsBecomeTheImagesPlaceAndTheUsualTools(String text, String expected) {
        assertThat(rewritten(text)).isEqualTo(expected);
    }

    /** What made the time grow with the square of the length. */
    @ParameterizedTest
    @ValueSource(strings = {"+/tools/", "+/tools/x/bin/", "/tools/", "/install+", "+/tools//bin/a ", "+/bin/"})
    void noTextTakesLongerThanItsLength(String piece) {
        String text = "/tools/" + piece.repeat((16 << 20) / piece.length());

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> rewritten(text)))
                .hasSizeLessThanOrEqualTo(text.length() * 2);
    }

    @Test
    void everyOtherByteStaysAsItIs() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }

        assertThat(StandaloneTexts.rewritten(bytes)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lib/python3.10/_sysconfigdata__linux_x86_64-linux-gnu.py",
                "lib/python3.14/_sysconfig_vars__linux_x86_64-linux-gnu.json",
                "lib/python3.10/config-3.10-x86_64-linux-gnu/Makefile",
                "lib/python3.10/config-3.10-x86_64-linux-gnu/python-config.py",
                "lib/pkgconfig/python-3.10-embed.pc",
                "bin/python3.10-config"
            })
    void textsOfThePlaceAreKnown(String path) {
        assertThat(StandaloneTexts.isOne(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/python3.10/sysconfig.py", "lib/python3.10/os.py", "bin/python3.10", "lib/pkgconfig"})
    void allOthersAreLeftAlone(String path) {
        assertThat(StandaloneTexts.isOne(path)).isFalse();
    }

    private static String rewritten(String text) {
        return new String(StandaloneTexts.rewritten(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
