using System.Globalization;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Kpi;

/// <summary>What a request of many events must be, and what it is hashed as.</summary>
internal static class KpiBatchRules
{
    /// <summary>Checks the events and fills in what the caller left to us.</summary>
    /// <exception cref="ArgumentException">There are none or too many, or one is malformed.</exception>
    public static KpiEvent[] Complete(IReadOnlyList<KpiEvent> events, string? traceId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count is 0 or > KpiEventRules.MaxBatchEvents)
        {
            throw new ArgumentException("Give 1 to 1 000 events.", nameof(events));
        }

        var complete = new KpiEvent[events.Count];
        for (var i = 0; i < complete.Length; i++)
        {
            var kpiEvent = events[i];
            KpiEventRules.Validate(kpiEvent);
            complete[i] = kpiEvent with
            {
                Actor = KpiEventRules.KeptActor(kpiEvent.Actor),
                CorrelationId = kpiEvent.CorrelationId ?? traceId,
                CreatedAt = kpiEvent.CreatedAt == default ? now : kpiEvent.CreatedAt,
            };
        }

        return complete;
    }

    /// <summary>The hash of what was asked, before anything is filled in: a retry has another time and trace.</summary>
    public static string Hash(IReadOnlyList<KpiEvent> events)
    {
        const int PartsPerEvent = 9;
        var parts = new string?[events.Count * PartsPerEvent];
        for (var i = 0; i < events.Count; i++)
        {
            var kpiEvent = events[i];
            var part = parts.AsSpan(i * PartsPerEvent, PartsPerEvent);
            part[0] = kpiEvent.Domain.Value;
            part[1] = kpiEvent.Metric.Value;
            part[2] = kpiEvent.Success switch { true => "1", false => "0", null => null };
            part[3] = kpiEvent.Value?.ToString("R", CultureInfo.InvariantCulture);
            part[4] = kpiEvent.DurationMs?.ToString("R", CultureInfo.InvariantCulture);
            part[5] = kpiEvent.Actor;
            part[6] = kpiEvent.CorrelationId;
            part[7] = kpiEvent.DetailJson;
            part[8] = kpiEvent.CreatedAt == default
                ? null
                : kpiEvent.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
        }

        return RequestHash.Of(parts);
    }
}
