package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.global.JibSystemProperties;
import com.google.cloud.tools.jib.http.Authorization;
import com.google.cloud.tools.jib.http.BlobHttpContent;
import com.google.cloud.tools.jib.http.Request;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pyflinkimage.image.StrayAddress.Errand;

/**
 * Who one is to whoever gives out a registry's tokens. Each login is put on a request where the place that the request goes to is known,
 * and nowhere before: a registry may name another place with each of its answers, and Jib would take the one login that it knows there.
 *
 * @param registry the host of the registry, without its port
 * @param own who one is to the registry; empty where one stays anonymous, whoever it has its tokens given out by
 * @param access knows the logins of other places
 */
record TokenLogins(String registry, Optional<Credential> own, RepositoryPush.Access access) {

    /**
     * A request for a token, by the method that its login wants.
     *
     * @param reach which ways it may take
     */
    record Call(String method, URL address, Request request, RegistryHttp.Reach reach) {}

    /**
     * The request of a token from a place.
     *
     * @param address with what is asked for as its query
     * @throws StrayAddress where no login of that place is known, or the way there is open to everybody
     */
    Call at(URL address) throws IOException {
        if (own.isEmpty()) {
            return new Call("GET", address, request().build(), access.reach(registry));
        }
        StrayAddress stray = new StrayAddress(Errand.LOGIN, address);
        Credential login = loginOf(address, stray.place()).orElseThrow(() -> stray);
        RegistryHttp.Reach reach = access.reach(address.getHost());
        boolean open = reach.insecure() && reach.loginsOverHttp();
        if (!open && !address.getProtocol().equals("https")) {
            throw new StrayAddress(Errand.OPEN_LOGIN, address);
        }
        // Jib takes a login off where a request gets on by HTTP alone, but not a form.
        return login.isOAuth2RefreshToken()
                ? refreshing(login, address, new RegistryHttp.Reach(open, open))
                : asking(login, address, reach);
    }

    private static Request.Builder request() {
        return Request.builder()
                .setUserAgent(RegistryLogin.USER_AGENT)
                .setHttpTimeout(JibSystemProperties.getHttpTimeout());
    }

    /**
     * Of another place only a login that settings.xml has of that very one: a registry that names another one as the place of its tokens
     * would get a token of that one, and those who are logged in there with Docker or Podman never asked for it.
     */
    private Optional<Credential> loginOf(URL address, String place) {
        return SameSite.isSame(registry, address.getHost())
                ? own
                : access.credentials().find(place).map(found -> Credential.from(found.user(), found.password()));
    }

    private static Call asking(Credential login, URL address, RegistryHttp.Reach reach) {
        Authorization basic = Authorization.fromBasicCredentials(login.getUsername(), login.getPassword());
        return new Call("GET", address, request().setAuthorization(basic).build(), reach);
    }

    /**
     * What a registry gave for a password is sent as a form, which no redirection takes along.
     *
     * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">how it is asked for</a>
     */
    private static Call refreshing(Credential login, URL address, RegistryHttp.Reach reach) throws IOException {
        String form = "%s&client_id=pyflink-maven-plugin&grant_type=refresh_token&refresh_token=%s"
                .formatted(address.getQuery(), login.getPassword());
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        BlobHttpContent body =
                new BlobHttpContent(Blobs.from(out -> out.write(bytes), false), "application/x-www-form-urlencoded");
        URL place = new URL(address.getProtocol(), address.getHost(), address.getPort(), address.getPath());
        return new Call("POST", place, request().setBody(body).build(), reach);
    }
}
