package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource({
        "https://user:pass@mirror.example.com/debian, https://mirror.example.com/debian",
        "https://token@mirror.example.com/debian, https://mirror.example.com/debian",
        "https://user:p@ss@mirror.example.com/, https://mirror.example.com/",
        "https://user:p'ass@mirror.example.com/, https://mirror.example.com/",
        "two: http://a:b@x/ and http://c:d@y/, two: http://x/ and http://y/",
        "https:/user:pass@mirror.example.com, https:/…@mirror.example.com",
        "htps//user:pass@mirror.example.com, htps//…@mirror.example.com",
        "user:pass@mirror.example.com, …@mirror.example.com",
        "https://h/simple?token=abc, https://h/simple?token=…",
        "https://h/x.whl?a=1&X-Amz-Signature=abc&b=2#sha256=f, https://h/x.whl?a=1&X-Amz-Signature=…&b=2#sha256=f",
        "https://h/x.whl?private_token=a`, https://h/x.whl?private_token=…`",
        "https://h/?my-token-of=a&token-=b, https://h/?my-token-of=…&token-=…",
        "::a:b@h.example.com, ::…@h.example.com",
        "a:b:c@h.example.com `d:e@h.example.com`, …@h.example.com `…@h.example.com`",
        "/a:b@x/c:d@y, /…@x/…@y",
        "https://bob:12/cd@host/simple/, https://…@host/simple/",
        "https://bob:12/cd/e'f@host.example.com/, https://…@host.example.com/"
    })
    void loginsAndTokensOfAddressesAreTakenOut(String text, String masked) {
        assertThat(Masking.of(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com/app:1.0@sha256:00ff",
                "`name @ https://h/x.whl`",
                "someone@example.com",
                "`g:a:1.0@jar` and `g:a:1.0:all@jar`",
                "`mvn pyflink:image@a`",
                "pandas==2.1 ; python_version=='3.11'",
                "https://h/simple?page=2",
                "https://h/simple?token=",
                "https://h/simple?token&key",
                "http://localhost:5000/a@b",
                "https://registry:5000/app@sha256:00ff",
                "https://h.example.com:8443/a@b",
                "https://h:8443/a/b",
                "a:@h.example.com",
                ":a@h.example.com",
                "`-Dpyflink.rules.PYF-220=warning`",
                "org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2"
            })
    void everythingElseStays(String text) {
        assertThat(Masking.of(text)).isEqualTo(text);
    }

    /** What made the time grow with the square of the length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:",
                "a:b@",
                "://a@",
                "?token",
                "&key=",
                "?token@",
                "/a:",
                ":",
                "@a-",
                "/a:b@sha256:",
                "://a:1/",
                "a@",
                ";sig-"
            })
    void noTextTakesLongerThanItsLength(String piece) {
        String text = "?@=" + piece.repeat(1_000_000 / piece.length());

        Problem problem = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Problem.declaration("PYF-999", "x").why(text));

        assertThat(problem.why().get(0)).hasSizeLessThanOrEqualTo(5001);
    }

    @Test
    void controlCharactersOfALongTextAreWrittenOutNoFurtherThanItIsTold() {
        String text = "\u0000".repeat(16 << 20);

        String what = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Problem.declaration("PYF-999", text).what());

        assertThat(what).hasSize(5001).startsWith("\\u{0}\\u{0}").endsWith("…");
    }

    @Test
    void noProblemCarriesALogin() {
        Problem problem = Problem.declaration("PYF-999", "`https://u:p@h/` is wrong")
                .why("`https:/u:p@h/` was read")
                .remedy("`https://h/?token=p`")
                .source("https://u:p@h/");

        assertThat(problem.toText()).doesNotContain("u:p", "=p");
        assertThat(problem.withWhat("u:p@h.example.com").what()).isEqualTo("…@h.example.com");
    }
}
