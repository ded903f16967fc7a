using System.Globalization;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Checks posted observations at the public edge. Pure.</summary>
internal static class EvidencePosts
{
    private const string Scope = "go_no_go_evidence";

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static void Require(EvidencePost post, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(post);
        TextRules.RequireSeen(post.Source, TextRules.MaxActorLength, nameof(post));
        TextRules.RequireOptional(post.IdempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(post));
        if (post.Items is not { Count: > 0 and <= EvidencePost.MaxItems })
        {
            throw new ArgumentException($"Give 1 to {EvidencePost.MaxItems} observations.", nameof(post));
        }

        foreach (var item in post.Items)
        {
            if (item is null || item.Signal.Value.Length == 0)
            {
                throw new ArgumentException("An observation names its signal.", nameof(post));
            }

            TextRules.RequireOptional(item.Detail, EvidenceRules.MaxDetailLength, nameof(post));
            if (IsAhead(item.ObservedAt, now))
            {
                throw new ArgumentException($"{item.Signal} was observed in the future.", nameof(post));
            }
        }
    }

    /// <summary>Whether the observer's clock is further ahead than is believed.</summary>
    public static bool IsAhead(DateTimeOffset? observedAt, DateTimeOffset now) =>
        observedAt - now > SignalRules.MaxClockLead;

    public static IdempotencyTicket? TicketOf(EvidencePost post)
    {
        if (post.IdempotencyKey is not { } key)
        {
            return null;
        }

        var parts = new List<string?> { post.Source };
        foreach (var item in post.Items)
        {
            parts.Add(item.Signal.Value);
            parts.Add(WireNames.Of(item.Value.Kind));
            parts.Add(item.Value.Text);
            parts.Add(item.ObservedAt?.UtcTicks.ToString(CultureInfo.InvariantCulture));
            parts.Add(item.Detail);
        }

        return new IdempotencyTicket(Scope, key, RequestHash.Of([.. parts]));
    }
}
