package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.PyFlinkException;

/** The keys that an apt source names. */
class SignedByTest {

    private final SigningKey one = SigningKey.generate();
    private final SigningKey other = SigningKey.generate();
    private final Keyring trusted = one.keyring().with(other.keyring());

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            /k.gpg                                      | [/k.gpg]        | []
            /a.gpg,/b.gpg                               | [/a.gpg, /b.gpg]| []
            '  /a.gpg   /b.gpg '                        | [/a.gpg, /b.gpg]| []
            0123456789abcdef0123456789ABCDEF01234567    | []              | [0123456789ABCDEF0123456789ABCDEF01234567]
            0123456789abcdef0123456789ABCDEF01234567!   | []              | [0123456789ABCDEF0123456789ABCDEF01234567!]
            /a.gpg 0123456789ABCDEF0123456789ABCDEF01234567 | [/a.gpg]    | [0123456789ABCDEF0123456789ABCDEF01234567]
            0123456789ABCDEF                            | []              | []
            k.gpg                                       | []              | []
            ,                                           | []              | []
            """)
    void valueIsRead(String text, String files, String fingerprints) {
        SignedBy signedBy = SignedBy.parse(text);

        assertThat(signedBy.files()).hasToString(files);
        assertThat(signedBy.fingerprints()).hasToString(fingerprints);
        assertThat(signedBy.writtenOut()).isEmpty();
    }

    @Test
    void keysOfAllFilesThatAreThereCountAndNoOthers() {
        assertThat(knows("/one", one)).isTrue();
        assertThat(knows("/one", other)).isFalse();
        assertThat(knows("/one /other", other)).isTrue();
        assertThat(knows("/missing /one", one)).isTrue();
    }

    @Test
    void fingerprintsSelectFromFilesOrFromWhatIsTrusted() {
        assertThat(knows(fingerprint(one), one)).isTrue();
        assertThat(knows(fingerprint(one), other)).isFalse();
        assertThat(knows("/one /other " + fingerprint(other) + "!", one)).isFalse();
        assertThat(knows("/one /other " + fingerprint(other) + "!", other)).isTrue();
        assertThat(knows("/one " + fingerprint(other), other)).isFalse();
    }

    /** As gpgv has it: with an exclamation mark a fingerprint is of that key alone. */
    @ParameterizedTest
    @CsvSource({
        "primary, '',  true,  true",
        "primary, '!', true,  false",
        "subkey,  '',  false, true",
        "subkey,  '!', false, true"
    })
    void fingerprintIsOfAKeyWithItsSubkeysUnlessItSaysOtherwise(
            String whose, String mark, boolean knowsPrimary, boolean knowsSubkey) {
        SigningKey subkey = SigningKey.generate();
        byte[] both = one.withSubkey(subkey, one, KeyFlags.SIGN_DATA, subkey);
        String fingerprint = fingerprint(whose.equals("primary") ? one : subkey) + mark;

        for (String file : new String[] {"/both ", ""}) {
            Keyring keyring = SignedBy.parse(file + fingerprint)
                    .keyring(name -> Optional.of(both), Keyring.read(both, "trusted keys"));

            assertThat(keyring.find(one.id()).isPresent()).isEqualTo(knowsPrimary);
            assertThat(keyring.find(subkey.id()).isPresent()).isEqualTo(knowsSubkey);
        }
    }

    @Test
    void keysMayBeWrittenOut() {
        String armor = new String(one.publicKey(), StandardCharsets.US_ASCII);
        String folded = armor.replaceAll("(?m)^$", ".").replaceAll("(?m)^", " ");

        assertThat(knows(folded, one)).isTrue();
        assertThat(knows(folded, other)).isFalse();
    }

    @Test
    void sourceWithoutAKeyThatCanBeReadIsAProblem() {
        for (String text : new String[] {"/missing", "/missing " + fingerprint(one), "0123456789ABCDEF", ","}) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> knows(text, one))
                    .withMessageContainingAll("[PYF-315]", "`" + text + "`");
        }
    }

    @Test
    void whatNoFileCanBeCalledIsNoKey() {
        assertThat(SignedBy.parse("/a\0b /one /" + "c".repeat(4095)).files()).containsExactly("/one");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> knows("/a\0b", one))
                .withMessageContainingAll("[PYF-315]", "`/a\\u{0}b`");
    }

    private boolean knows(String signedBy, SigningKey key) {
        Map<String, byte[]> files = Map.of("/one", one.publicKey(), "/other", other.binaryKey());
        return SignedBy.parse(signedBy)
                .keyring(file -> Optional.ofNullable(files.get(file)), trusted)
                .find(key.id())
                .isPresent();
    }

    private static String fingerprint(SigningKey key) {
        return key.keyring().find(key.id()).orElseThrow().primary();
    }
}
