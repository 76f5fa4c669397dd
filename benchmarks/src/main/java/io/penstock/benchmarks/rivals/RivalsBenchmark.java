package io.penstock.benchmarks.rivals;

import io.penstock.engine.lifetime.Acquired;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the cells of a matrix, one after the other. In a cell every subject has processes of its own, which stay warm;
 * the subjects take turns, so that what else the machine does meets all of them. Belongs to one thread.
 */
final class RivalsBenchmark {
    private final Settings settings;
    private final Terminal terminal;
    private final StopSignal stop;
    private final List<CellResult> results = new ArrayList<>();

    RivalsBenchmark(Settings settings, Terminal terminal, StopSignal stop) {
        this.settings = settings;
        this.terminal = terminal;
        this.stop = stop;
    }

    /**
     * Runs it. A subject that fails is noted in the report.
     *
     * @throws io.penstock.topology.terminal.StoppedException if it was stopped
     */
    RivalsReport run() {
        settings.subjects().forEach(SubjectPath::of);
        terminal.say("Starting a Kafka broker and a schema registry on this machine");
        try (Cluster cluster = Cluster.start(settings.data())) {
            Path folder = folder();
            for (Load load : settings.matrix().loads()) {
                for (int size : load == Load.NULL ? settings.matrix().bytes() : List.of(0)) {
                    measure(load, size, cluster, folder);
                }
            }
        }
        return new RivalsReport(RivalsReport.Machine.ofThisMachine(), RivalsReport.Method.of(settings), results);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("rivals-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(Load load, int size, Cluster cluster, Path folder) {
        Stock stock = Stock.of(load, size, cluster, settings, folder);
        int partitions = settings.backlog().partitions();
        cluster.createTopic(stock.topic(), partitions);
        try (Progress progress = terminal.progress("sending", stock.records())) {
            cluster.fill(stock.topic(), partitions, stock.requests(), stock.records(), progress, stop);
        }
        for (Cell cell : settings.matrix()
                .cells(load, stock.bytes() == 0 ? stock.requests().bytes() : stock.bytes())) {
            measure(cell, stock, cluster, folder);
        }
        cluster.deleteTopics(stock.topic());
    }

    private void measure(Cell cell, Stock stock, Cluster cluster, Path folder) {
        terminal.say(
                "[%d/%d] %s".formatted(results.size() + 1, settings.matrix().size(), cell.title()));
        List<Contestant> contestants = settings.subjects().stream()
                .filter(name -> cell.instances() == 1 || SubjectPath.sharesAGroup(name))
                .map(name -> new Contestant(name, cell))
                .toList();
        Acquired owned = new Acquired();
        contestants.forEach(each -> owned.add(each::close));
        try {
            Rounds backlog = new Rounds(
                    cluster,
                    stop,
                    settings.backlog().partitions(),
                    stock.records(),
                    Duration.ofNanos((long) (1e9 * settings.seconds())),
                    settings.memory());
            contestants.forEach(each -> enter(each, cell, stock, cluster, folder));
            contestants.forEach(each -> warmUp(each, backlog, cell, stock, cluster));
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Contestant each : contestants) {
                    takeTurn(each, backlog, cell, stock, cluster, round);
                }
            }
            settings.latency().ifPresent(asked -> {
                OpenLoop load = new OpenLoop(cluster, stop, settings.backlog().partitions(), stock.requests(), asked);
                for (int round = 0; round < asked.rounds(); round++) {
                    contestants.forEach(each -> measureLatency(each, load, asked, cell, stock, cluster));
                }
            });
        } finally {
            owned.close();
        }
        CellResult result = new CellResult(
                cell,
                stock.requests().bytes(),
                stock.records(),
                contestants.stream().map(Contestant::result).toList());
        results.add(result);
        RivalsReport.lines(result).forEach(terminal::print);
    }

    private void enter(Contestant contestant, Cell cell, Stock stock, Cluster cluster, Path folder) {
        contestant.enter(
                () -> SubjectChild.of(
                        SubjectPath.of(contestant.name()),
                        folder,
                        settings.tuning().options()),
                stock.workload(cell, contestant.name(), cluster, settings));
    }

    private void warmUp(Contestant each, Rounds backlog, Cell cell, Stock stock, Cluster cluster) {
        long start = System.nanoTime();
        do {
            terminal.say("  warming up: " + each.name());
        } while (each.warmUp(backlog, stock.workload(cell, each.name(), cluster, settings), check(each.name(), stock))
                && System.nanoTime() - start < 1e9 * settings.warmUpSeconds());
    }

    private void measureLatency(
            Contestant each, OpenLoop load, Settings.LatencySettings asked, Cell cell, Stock stock, Cluster cluster) {
        terminal.say("  latency: " + each.name());
        each.latency(load, asked, stock.workload(cell, each.name(), cluster, settings));
    }

    private void takeTurn(Contestant each, Rounds backlog, Cell cell, Stock stock, Cluster cluster, int round) {
        boolean done =
                each.round(backlog, stock.workload(cell, each.name(), cluster, settings), check(each.name(), stock));
        List<Round> rounds = each.result().rounds();
        if (done) {
            Steady steady = rounds.get(rounds.size() - 1).steady();
            terminal.say(String.format(
                    Locale.ROOT,
                    "  round %d: %-18s %,10.0f/s  %7.2f us CPU  %,9.0f B allocated, over %.1f s",
                    round,
                    each.name(),
                    steady.recordsPerSecond(),
                    steady.cpuMicros(),
                    steady.allocatedBytes(),
                    steady.seconds()));
        } else {
            terminal.say("  round %d: %s has failed".formatted(round, each.name()));
        }
    }

    private AnswerCheck check(String subject, Stock stock) {
        return new AnswerCheck(
                stock.records(),
                settings.backlog().partitions(),
                SubjectPath.computes(subject)
                        ? stock.requests().answers()
                        : stock.requests().inputs());
    }
}
