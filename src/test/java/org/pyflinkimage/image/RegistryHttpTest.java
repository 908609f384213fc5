package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.cloud.tools.jib.http.Request;
import java.net.URL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.image.RegistryHttp.Reach;
import org.pyflinkimage.image.StrayAddress.Errand;

/** Nothing listens at these ports: what may go there ends with another exception. */
class RegistryHttpTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9, false, PATCH, https://127.0.0.1:9/x,",
        "127.0.0.1:9, true, PATCH, http://127.0.0.1:9/x,",
        "127.0.0.1:9, false, PATCH, http://127.0.0.1:9/x, UPLOAD",
        "127.0.0.1:9, true, PUT, https://127.0.0.1:10/x, UPLOAD",
        "127.0.0.1:9, true, HEAD, https://127.0.0.2:9/x, UPLOAD",
        "127.0.0.1:9, true, PATCH, https://localhost:9/x, UPLOAD",
        "127.0.0.1, false, PATCH, https://127.0.0.1/x,",
        "127.0.0.1, false, PATCH, https://127.0.0.1:443/x,",
        "127.0.0.1:443, false, PATCH, https://127.0.0.1/x,",
        "127.0.0.1, false, PATCH, https://127.0.0.1:444/x, UPLOAD",
        "127.0.0.1, true, PATCH, http://127.0.0.1/x,",
        "127.0.0.1, true, PATCH, http://127.0.0.1:443/x, UPLOAD",
        "127.0.0.1:9, true, POST, https://localhost:9/token, UPLOAD",
        "127.0.0.1:9, true, GET, https://localhost:9/token#?service=x, LOGIN",
        "127.0.0.1:9, true, GET, https://127.0.0.1:10/token?service=x, LOGIN",
    })
    void requestGoesWhereItBelongs(String registry, boolean insecure, String method, URL address, Errand refused)
            throws Exception {
        RegistryHttp http = new RegistryHttp(registry, new Reach(insecure, insecure), Patience.USUAL);

        Throwable thrown = catchThrowable(
                () -> http.call(method, address, Request.builder().build()));

        assertThat(StrayAddress.in(thrown).map(StrayAddress::errand).orElse(null))
                .isEqualTo(refused);
        http.shutDown();
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.2:9/token?a=secret, 127.0.0.2:9",
        "https://me:secret@example.invalid/secret, example.invalid"
    })
    void placeHasNoSecrets(URL address, String place) {
        assertThat(new StrayAddress(Errand.LOGIN, address))
                .hasMessage("not sent to " + place)
                .hasMessageNotContaining("secret");
    }
}
