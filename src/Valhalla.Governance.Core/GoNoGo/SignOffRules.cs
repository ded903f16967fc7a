using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Who may sign what. Pure.</summary>
internal static class SignOffRules
{
    /// <summary>Decides on a signature.</summary>
    /// <param name="state">The board under the lock, asked about the request's hash.</param>
    /// <param name="request">Who signs in which role.</param>
    /// <param name="lifetime">How long the signature counts.</param>
    /// <param name="now">The store's clock.</param>
    /// <returns>What comes out, and the signature: the new one, or the one that stands already.</returns>
    public static (SignOffStatus Status, SignOff? SignOff) Sign(
        GoNoGoState state, SignOffRequest request, TimeSpan lifetime, DateTimeOffset now)
    {
        if (Refusal(state, now) is { } refusal)
        {
            return (refusal, null);
        }

        var holder = Live(state, now).FirstOrDefault(signed => signed.Role == request.Role);
        if (holder is not null)
        {
            return Person.IsSame(holder.Author, request.Author)
                ? (SignOffStatus.AlreadySigned, holder)
                : (SignOffStatus.RoleTaken, null);
        }

        // Those that have expired count here: one person stays one role under one evaluation.
        if (state.SignOffs.Any(
            signed => signed.Role != request.Role && Person.IsSame(signed.Author, request.Author)))
        {
            return (SignOffStatus.PersonHoldsRole, null);
        }

        return (
            SignOffStatus.Recorded,
            new SignOff(request.Hash, request.Role, request.Author, now, now + lifetime, request.Comment));
    }

    /// <summary>
    /// The signatures that count at an instant: not expired, and given in the knowledge of everything that has stopped
    /// execution or the ramp since.
    /// </summary>
    public static IEnumerable<SignOff> Live(GoNoGoState state, DateTimeOffset now)
    {
        var since = Later(state.KillSwitchReleasedAt, state.Influence.LastRollback?.At);
        return state.SignOffs.Where(signed => signed.ExpiresAt > now
            && signed.SignedAt <= now + LeaseRules.ClockTolerance
            && !(signed.SignedAt < since));
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;

    private static SignOffStatus? Refusal(GoNoGoState state, DateTimeOffset now)
    {
        if (state.Asked is not { } asked)
        {
            return SignOffStatus.EvaluationUnknown;
        }

        if (state.Decided is not null)
        {
            return SignOffStatus.AlreadyDecided;
        }

        if (state.Latest!.Hash != asked.Hash)
        {
            return SignOffStatus.EvaluationSuperseded;
        }

        return asked.ValidUntil <= now ? SignOffStatus.EvaluationExpired : null;
    }
}
