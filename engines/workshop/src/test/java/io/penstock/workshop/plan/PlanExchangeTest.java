package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanExchangeTest {
    private final Path builder;
    private final Path shared;
    private final Path server;
    private final PlanManifest built;

    PlanExchangeTest(@TempDir Path builder, @TempDir Path shared, @TempDir Path server) {
        this.builder = builder;
        this.shared = shared;
        this.server = server;
        built = Plans.store(new PlanRepository(builder), Plans.DIGITS, "plan");
    }

    @Test
    void carriesAPlanOverASharedFolder() {
        from(builder, shared.toUri()).push(built);
        PlanManifest pulled = from(server, shared.toUri()).pull(Plans.DIGITS);

        assertThat(pulled).isEqualTo(built);
        assertThat(new PlanRepository(server).load(pulled).manifest()).isEqualTo(built);
    }

    @Test
    void storesNoPlanThatWasChangedOnTheWay() throws IOException {
        from(builder, shared.toUri()).push(built);
        Path there = new PlanRepository(shared).planFile(Plans.DIGITS);
        Files.writeString(there, "evil");

        assertThatThrownBy(() -> from(server, shared.toUri()).pull(Plans.DIGITS))
                .isInstanceOf(PenstockException.class)
                .hasMessage("the plan is not the one its manifest describes and is not stored: plan=" + there.toUri()
                        + ", sha256=" + Plans.sha256("evil") + ", manifest=" + Plans.sha256("plan"));
        assertThat(new PlanRepository(server).list()).isEmpty();
    }

    @Test
    void pushesNoPlanThatDoesNotFitItsManifest() throws IOException {
        Files.writeString(new PlanRepository(builder).planFile(Plans.DIGITS), "evil");

        assertThatThrownBy(() -> from(builder, shared.toUri()).push(built))
                .hasMessageStartingWith("the plan is not the one its manifest describes and is not loaded");
        assertThat(shared).isEmptyDirectory();
    }

    @Test
    void carriesAPlanOverAWebServer() throws IOException {
        try (PlanServer web = PlanServer.start(shared, "secret")) {
            exchange(builder, web.uri(), "secret").push(built);
            PlanManifest pulled = exchange(server, web.uri(), "secret").pull(Plans.DIGITS);

            assertThat(new PlanRepository(server).load(pulled).manifest()).isEqualTo(built);
        }
    }

    @Test
    void saysWhatTheWebServerRefused() throws IOException {
        try (PlanServer web = PlanServer.start(shared, "secret")) {
            assertThatThrownBy(() -> from(server, web.uri()).pull(Plans.DIGITS))
                    .hasMessage("the plan server refused: GET " + web.uri()
                            + "/digits/1/nvidia-h200-sm90-trt10.6.0-fp16.json: status=401");
        }
    }

    @Test
    void keepsNoHalfOfAPlanThatTheWebServerLacks() throws IOException {
        try (PlanServer web = PlanServer.start(shared, "secret")) {
            exchange(builder, web.uri(), "secret").push(built);
            Files.delete(new PlanRepository(shared).planFile(Plans.DIGITS));

            assertThatThrownBy(() -> exchange(server, web.uri(), "secret").pull(Plans.DIGITS))
                    .hasMessage("the plan server refused: GET " + web.uri()
                            + "/digits/1/nvidia-h200-sm90-trt10.6.0-fp16.plan: status=404");
            assertThat(new PlanRepository(server).list()).isEmpty();
        }
    }

    @Test
    void knowsOnlyFilesAndWebServers() {
        assertThatThrownBy(() -> from(server, URI.create("s3://plans")))
                .hasMessage("plans are exchanged with file:, http: or https: places: place=s3://plans");
    }

    private static PlanExchange from(Path repository, URI place) {
        return PlanExchange.with(new PlanRepository(repository), place, Optional.empty());
    }

    private static PlanExchange exchange(Path repository, URI place, String token) {
        return PlanExchange.with(new PlanRepository(repository), place, Optional.of(token));
    }
}
