package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ProgramRun;

/** What of a run's messages is taken out. */
class LoginMaskTest {

    private static final LoginMask ENVIRONMENT = LoginMask.of(new Environment(
            Map.of(
                    "UV_INDEX_CORP_PASSWORD", "of corp/1",
                    "UV_INDEX_SHORT_PASSWORD", "abc",
                    "UV_INDEX_CORP_USERNAME", "somebody",
                    "UV_INDEX", "a=https://me:one-word@a.example.com/ https://me:one-word-more@b.example.com/",
                    "UV_DEFAULT_INDEX", "https://a-token@c.example.com/",
                    "https_proxy", "http://me:pro%40xy@proxy.example.com"),
            Path.of("/nonexistent")));

    @ParameterizedTest
    @ValueSource(strings = {"of corp/1", "of%20corp%2F1", "one-word", "one-word-more", "a-token", "pro%40xy", "pro@xy"})
    void noPasswordIsTold(String word) {
        assertThat(told(ENVIRONMENT, "x @ https://evil.example.com/" + word + "/x.whl"))
                .isEqualTo("x @ https://evil.example.com/…/x.whl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "somebody", "https://a.example.com/", "proxy.example.com"})
    void allElseStays(String text) {
        assertThat(told(ENVIRONMENT, text)).isEqualTo(text);
    }

    @Test
    void aFileOfSettingsHasThemToo() {
        LoginMask mask = LoginMask.of("url = 'https://me:w%C3%B6rd@a.example.com/'\nlinks = ['http://to%ken@b/']");

        assertThat(told(mask, "wörd w%C3%B6rd to%ken me")).isEqualTo("… … … me");
    }

    @Test
    void theAnswerStaysWhatItIs() {
        assertThat(ENVIRONMENT.of(new ProgramRun(ProgramRun.End.EXITED, 1, "a-token", "a-token")))
                .isEqualTo(new ProgramRun(ProgramRun.End.EXITED, 1, "a-token", "…"));
    }

    private static String told(LoginMask mask, String errors) {
        return mask.of(new ProgramRun(ProgramRun.End.EXITED, 2, "", errors)).errors();
    }
}
