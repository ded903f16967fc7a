using System.Globalization;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Checks posted counts at the public edge.</summary>
internal static class SloPosts
{
    public const int MaxCounts = 1_000;
    public const long MaxEvents = 1_000_000_000;
    private const string IdempotencyScope = "slo";

    /// <summary>Why a count is refused; null when it is not.</summary>
    public static SloRefusal? RefusalOf(
        SloCount count, IReadOnlyDictionary<string, SloObjective> objectives, DateTimeOffset now)
    {
        if (!objectives.TryGetValue(count.Objective, out var objective))
        {
            return SloRefusal.UnknownObjective;
        }

        var at = count.At ?? now;
        return (count.Good, count.Bad) switch
        {
            _ when objective.Series is not null => SloRefusal.CountedFromKpi,
            ( < 0 or > MaxEvents, _) => SloRefusal.GoodOutOfRange,
            (_, < 0 or > MaxEvents) => SloRefusal.BadOutOfRange,
            (0, 0) => SloRefusal.NothingCounted,
            _ when SloMinute.StartOf(at) > now => SloRefusal.InTheFuture,
            _ when SloMinute.StartOf(at) < SloWindows.FirstMinute(now, objective.Window) => SloRefusal.OlderThanWindow,
            _ => null,
        };
    }

    public static SloMinute MinuteOf(SloCount count, SloObjective objective, DateTimeOffset now)
    {
        // A clock that is a few seconds ahead must not make evidence look newer than it can be.
        var at = count.At is { } given && given < now ? given : now;
        return new SloMinute(objective.Key, SloMinute.StartOf(at), new SloTotals(count.Good, count.Bad), at);
    }

    public static IdempotencyTicket? TicketOf(IReadOnlyList<SloCount> counts, string? key)
    {
        if (key is null)
        {
            return null;
        }

        var parts = new List<string?>((counts.Count * 4) + 1) { "counts" };
        foreach (var count in counts)
        {
            parts.Add(count.Objective);
            parts.Add(count.Good.ToString(CultureInfo.InvariantCulture));
            parts.Add(count.Bad.ToString(CultureInfo.InvariantCulture));
            parts.Add(count.At?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }

        return new IdempotencyTicket(IdempotencyScope, key, RequestHash.Of([.. parts]));
    }
}
