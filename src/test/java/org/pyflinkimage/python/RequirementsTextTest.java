package org.pyflinkimage.python;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.RequirementsText.Line;

class RequirementsTextTest {

    @Test
    void readsUtf8AndUtf16() {
        String text = "ä # ü\nb";

        assertThat(RequirementsText.decode(text.getBytes(UTF_8))).contains(new RequirementsText(text));
        assertThat(decode("\ufeff" + text, UTF_8)).isEqualTo(text);
        assertThat(decode("\ufeff" + text, UTF_16LE)).isEqualTo(text);
        assertThat(decode("\ufeff" + text, UTF_16BE)).isEqualTo(text);
        assertThat(decode("", UTF_8)).isEmpty();
        assertThat(decode("\ufeff", UTF_8)).isEmpty();
        assertThat(decode("\ufeff", UTF_16LE)).isEmpty();
    }

    @Test
    void readsNoOtherEncoding() {
        assertThat(decode("ä", ISO_8859_1)).isEqualTo("-");
        assertThat(decode("\ufeffa", Charset.forName("UTF-32LE"))).isEqualTo("-");
        assertThat(decode("\ufeff", Charset.forName("UTF-32LE"))).isEqualTo("-");
        assertThat(decode("\ufeffa", Charset.forName("UTF-32BE"))).isEqualTo("-");
        assertThat(RequirementsText.decode(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}))
                .isEmpty();
        assertThat(RequirementsText.decode(new byte[] {(byte) 0xef, (byte) 0xbb}))
                .isEmpty();
        assertThat(RequirementsText.decode(new byte[] {(byte) 0xff})).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# coding: utf-8\nä",
                "# coding=UTF_8\nä",
                "# coding: utf8\nä",
                "# coding: utf-8-sig\nä",
                "six\n# -*- coding: utf-8 -*-\nä",
                "# coding: utf-8\n# coding: latin-1\nä",
                "# coding: latin-1\na",
                "# coding: utf-7\na",
                "\n\n# coding: latin-1\nä",
                "a # coding: latin-1\nä",
                "# coding latin-1\nä",
            })
    void believesWhatAFileSaysOfItsEncoding(String text) {
        assertThat(decode(text, UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# coding: latin-1\nä",
                "#coding=latin-1\nä",
                "# vim: set fileencoding=cp1252 :\nä",
                "six\n# coding: latin-1\nä",
                "# coding: utf-7\nä",
                "# coding: xutf-8\nä",
            })
    void doesNotReadWhatSaysThatItIsSomethingElse(String text) {
        assertThat(decode(text, UTF_8)).isEqualTo("-");
    }

    @Test
    void joinsLinesAndDropsComments() {
        String text = "\\\na\\\\\\\n\\b # c\n\n # d\n e#f \n\u00a0g\u00a0#h";

        assertThat(new RequirementsText(text).lines())
                .containsExactly(new Line(1, "a\\b"), new Line(6, "e#f"), new Line(7, "g"));
    }

    @Test
    void lastLineMayGoOn() {
        assertThat(new RequirementsText("a\nb\\").lines()).containsExactly(new Line(1, "a"), new Line(2, "b"));
        assertThat(new RequirementsText("a\nb\\\n").lines()).containsExactly(new Line(1, "a"), new Line(2, "b"));
        assertThat(new RequirementsText("\\").lines()).isEmpty();
    }

    private static String decode(String text, Charset charset) {
        return RequirementsText.decode(text.getBytes(charset))
                .map(RequirementsText::text)
                .orElse("-");
    }
}
