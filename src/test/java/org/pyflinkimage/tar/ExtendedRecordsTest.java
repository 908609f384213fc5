package org.pyflinkimage.tar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedRecordsTest {

    /** Counts the characters that somebody has looked at. */
    private static final class Counted implements CharSequence {

        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks += end - start;
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            looks += text.length();
            return text;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'10 path=a~', a",
        "'8 a=bc~~10 path=a~', a",
        "'10 path=a~10 path=b~', a",
        "'7 a=bc~~10 path=a~', a",
        "'8 path=~', ''",
        "'14 x= path=b~~10 path=a~', a",
        "'18 x=~10 path=bb~~10 path=a~', a",
        "'10 PATH=a~',",
        "'11 path=a~',",
        "'-10 path=a~',",
        "'9999999999 path=a~',",
        "'3 path=a~',",
        "'2 path=a~',",
        "'1 path=a~',",
        "' path=a~',",
        "'path=a',",
        "'',"
    })
    void recordsBeginWhereTheOneBeforeEnds(String text, String value) {
        assertThat(new ExtendedRecords(text.replace('~', '\n')).find("path", any -> true))
                .isEqualTo(Optional.ofNullable(value));
    }

    @Test
    void valuesThatAreNotWantedArePassedOver() {
        ExtendedRecords records = new ExtendedRecords("10 path=a\n10 path=b\n");

        assertThat(records.find("path", "b"::equals)).contains("b");
        assertThat(records.find("path", "c"::equals)).isEmpty();
    }

    /** A search for a key would look at what may be one, and at all behind it, from each place on. */
    @ParameterizedTest
    @ValueSource(strings = {"/", " path=", " path=/", "1", "\n", "9 ", "10 path=a\n", "2 ", "a"})
    void nothingIsLookedAtAgainAndAgain(String part) {
        String text = part.repeat(20_000 / part.length());
        String value = " path=" + text + "\n";
        for (String records : new String[] {text, (value.length() + 5) + value}) {
            Counted counted = new Counted(records);

            assertThat(new ExtendedRecords(counted).find("path", "none"::equals))
                    .isEmpty();
            assertThat(counted.looks).isLessThanOrEqualTo(3L * records.length());
        }
    }
}
