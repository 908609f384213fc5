package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementOptionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                  | ~~
            -i a                                | --index-url(a)
            -ia                                 | --index-url(a)
            -i=a                                | --index-url(a)
            --pypi-url=a                        | --index-url(a)
            --extra-index-url a -f b            | --extra-index-url(a) --find-links(b)
            --hash=sha256:0 --hash sha256:1     | --hash(sha256:0) --hash(sha256:1)
            --hash=                             | --hash()
            --hash -x                           | --hash(-x)
            --pre a --no-index                  | --pre() --no-index()
            --config-setting=a=b -C c=d         | --config-settings(a=b) --config-settings(c=d)
            --config-settings a=b               | --config-settings(a=b)
            --no-binary a --only-binary b       | --no-binary(a) --only-binary(b)
            --all-releases a --only-final b     | --all-releases(a) --only-final(b)
            --trusted-host a --use-feature b    | --trusted-host(a) --use-feature(b)
            -e a --editable b                   | --editable(a) --editable(b)
            -r a b  c                           | --requirement(a b c)
            -c 'a b' c                          | --constraint(a b c)
            -c                                  | --constraint()
            a -i b c -                          | --index-url(b)
            --unheard-of a --unheard=b          | --unheard-of() --unheard(b)
            """)
    void readsOptionsByTheirLongNames(String text, String expected) {
        assertThat(RequirementOption.parse(text).stream()
                        .map(option -> option.name() + "(" + option.value() + ")")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
