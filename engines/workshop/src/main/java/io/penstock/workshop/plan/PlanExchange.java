package io.penstock.workshop.plan;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Moves plans between a repository here and one elsewhere, by their paths. Every hash is checked on the way. */
public final class PlanExchange {
    private static final String PLAN = ".plan";
    private static final String MANIFEST = ".json";

    private final PlanRepository local;
    private final PlanRemote remote;

    private PlanExchange(PlanRepository local, PlanRemote remote) {
        this.local = local;
        this.remote = remote;
    }

    /**
     * An exchange with a place named by a URI, {@code file:}, {@code http:} or {@code https:}.
     *
     * @param token what to show a web server as bearer
     * @throws PenstockException FATAL, if the URI is of another kind
     */
    public static PlanExchange with(PlanRepository local, URI place, Optional<String> token) {
        String scheme = String.valueOf(place.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "file" -> new PlanExchange(local, new FileRemote(Path.of(place)));
            case "http", "https" -> new PlanExchange(local, new HttpRemote(place, token));
            default ->
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "plans are exchanged with file:, http: or https: places: place=" + place);
        };
    }

    /**
     * Brings a plan here.
     *
     * @throws PenstockException FATAL, if it is not there or its hash is not that of its manifest; nothing is stored then
     */
    public PlanManifest pull(PlanKey key) {
        String manifestPath = key.path() + MANIFEST;
        String source = remote.location(manifestPath).toString();
        PlanManifest manifest = Json.read(remote.read(manifestPath), source);
        return local.store(key, part -> {
            remote.download(key.path() + PLAN, part);
            return (sha256, bytes) -> fitting(manifest, sha256);
        });
    }

    private PlanManifest fitting(PlanManifest manifest, String sha256) {
        if (!manifest.planSha256().equals(sha256)) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the plan is not the one its manifest describes and is not stored: plan="
                            + remote.location(manifest.key().path() + PLAN) + ", sha256=" + sha256 + ", manifest="
                            + manifest.planSha256());
        }
        return manifest;
    }

    /**
     * Takes a plan there, its manifest last.
     *
     * @throws PenstockException FATAL, if it is not what its manifest says or cannot be stored there
     */
    public URI push(PlanManifest manifest) {
        PlanKey key = manifest.key();
        local.load(manifest);
        remote.upload(local.planFile(key), key.path() + PLAN);
        remote.upload(local.manifestFile(key), key.path() + MANIFEST);
        return remote.location(key.path() + PLAN);
    }
}
