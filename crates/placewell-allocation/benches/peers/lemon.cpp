// The same allocation by LEMON's minimum cost flow, for comparison with `cargo bench --bench allocation`.
//
//   g++ -O3 -march=native -o lemon lemon.cpp      (Debian: liblemon-dev)
//   lemon FILE.alloc simplex|capacity|cost [pools]
//
// Prints: placed, total, minimum, CPU seconds to build and solve (reading excluded), peak memory in MB.
#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

using Graph = lemon::SmartDigraph;

struct Edge {
    int learner, offer, score;
};

struct Cohort {
    int learners = 0;
    std::vector<int> seats, pool, places;
    std::vector<Edge> edges;
};

static Cohort read(const char *path) {
    Cohort cohort;
    FILE *file = std::fopen(path, "r");
    if (!file) std::exit(2);
    char line[256];
    int a, b, c, d;
    while (std::fgets(line, sizeof line, file)) {
        if (std::sscanf(line, "p alloc %d %d %d %d", &a, &b, &c, &d) == 4) {
            cohort.learners = a;
            cohort.seats.resize(b);
            cohort.pool.resize(b);
            cohort.places.resize(d);
            cohort.edges.reserve(c);
        } else if (line[0] == 'o' && std::sscanf(line, "o %d %d %d", &a, &b, &c) == 3) {
            cohort.seats[a] = b;
            cohort.pool[a] = c;
        } else if (line[0] == 'g' && std::sscanf(line, "g %d %d", &a, &b) == 2) {
            cohort.places[a] = b;
        } else if (line[0] == 'e' && std::sscanf(line, "e %d %d %d", &a, &b, &c) == 3) {
            cohort.edges.push_back({a, b, c});
        }
    }
    std::fclose(file);
    return cohort;
}

static double cpu() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

// What this program alone had in memory at most (ru_maxrss would count the one that started it).
static long peak() {
    long kilobytes = 0;
    char line[256];
    FILE *status = std::fopen("/proc/self/status", "r");
    while (status && std::fgets(line, sizeof line, status))
        if (std::sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
    return (kilobytes + 1023) / 1024;
}

template <class Solver>
static void solve(const Cohort &cohort, bool pools) {
    using Value = long long;
    const double start = cpu();
    const int offers = cohort.seats.size(), groups = pools ? cohort.places.size() : 0;
    Graph graph;
    graph.reserveNode(cohort.learners + offers + groups + 1);
    graph.reserveArc(cohort.edges.size() + offers + groups + cohort.learners);
    for (int node = 0; node < cohort.learners + offers + groups + 1; ++node) graph.addNode();
    const auto sink = graph.nodeFromId(cohort.learners + offers + groups);
    Graph::ArcMap<Value> upper(graph), cost(graph);
    const auto add = [&](int from, Graph::Node to, Value capacity, Value price) {
        const auto arc = graph.addArc(graph.nodeFromId(from), to);
        upper[arc] = capacity;
        cost[arc] = price;
    };
    for (const auto &edge : cohort.edges)
        add(edge.learner, graph.nodeFromId(cohort.learners + edge.offer), 1, 1000 - edge.score);
    for (int offer = 0; offer < offers; ++offer) {
        const auto to = pools ? graph.nodeFromId(cohort.learners + offers + cohort.pool[offer]) : sink;
        add(cohort.learners + offer, to, cohort.seats[offer], 0);
    }
    for (int group = 0; group < groups; ++group)
        add(cohort.learners + offers + group, sink, cohort.places[group], 0);
    for (int learner = 0; learner < cohort.learners; ++learner)
        add(learner, sink, 1, 1000LL * cohort.learners + 1);
    Graph::NodeMap<Value> supply(graph, 0);
    for (int learner = 0; learner < cohort.learners; ++learner) supply[graph.nodeFromId(learner)] = 1;
    supply[sink] = -cohort.learners;
    Solver solver(graph);
    solver.upperMap(upper).costMap(cost).supplyMap(supply);
    solver.run();
    Value placed = 0, total = 0;
    int minimum = 1000;
    for (size_t edge = 0; edge < cohort.edges.size(); ++edge)
        if (solver.flow(graph.arcFromId(edge)) > 0) {
            ++placed;
            total += cohort.edges[edge].score;
            minimum = std::min(minimum, cohort.edges[edge].score);
        }
    const double seconds = cpu() - start;
    std::printf("%lld %lld %d %.5f %ld\n", placed, total, minimum, seconds, peak());
}

int main(int count, char **words) {
    if (count < 3) return 2;
    const Cohort cohort = read(words[1]);
    const bool pools = count > 3 && !std::strcmp(words[3], "pools");
    const std::string method = words[2];
    if (method == "capacity") solve<lemon::CapacityScaling<Graph, long long>>(cohort, pools);
    else if (method == "cost") solve<lemon::CostScaling<Graph, long long>>(cohort, pools);
    else solve<lemon::NetworkSimplex<Graph, long long>>(cohort, pools);
}
