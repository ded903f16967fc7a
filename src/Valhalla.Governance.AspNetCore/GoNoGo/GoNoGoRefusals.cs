using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>What the board refuses, and what to do about it.</summary>
internal static class GoNoGoRefusals
{
    private const string EvaluateAgain = "POST governance/go-no-go/evaluate, and have that one signed.";

    public static Answer Reserved(IEnumerable<SignalName> signals) => Refusals.Conflict(
        ProblemCodes.SignalReserved,
        $"The system observes {string.Join(", ", signals.Distinct())} itself. Leave it out; nothing was recorded.");

    public static Answer Of(SignOffStatus status) => Answer.Refuse(
        status == SignOffStatus.EvaluationUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict,
        WireNames.Of(status),
        status switch
        {
            SignOffStatus.EvaluationUnknown => Text(GoNoGoRefusal.EvaluationUnknown),
            SignOffStatus.AlreadyDecided => Text(GoNoGoRefusal.AlreadyDecided),
            SignOffStatus.EvaluationSuperseded => Text(GoNoGoRefusal.EvaluationSuperseded),
            SignOffStatus.EvaluationExpired => Text(GoNoGoRefusal.EvaluationExpired),
            SignOffStatus.RoleTaken => "Another person has signed in this role. Sign in one that is missing.",
            _ => "You have signed this evaluation in another role. Another person has to fill this one.",
        });

    public static Answer Of(GoNoGoDecisionResult result)
    {
        var first = result.Refusals[0];
        return Answer.Refuse(new Problem
        {
            Status = first == GoNoGoRefusal.EvaluationUnknown
                ? StatusCodes.Status404NotFound
                : StatusCodes.Status409Conflict,
            Code = WireNames.Of(first),
            Detail = string.Join(' ', result.Refusals.Select(refusal => Text(refusal, result))),
            Reasons = [.. result.Refusals.Select(WireNames.Of)],
            FailingChecks = result.Failing.Count > 0
                ? [.. result.Failing.Select(static failing => failing.Criterion.Id)]
                : null,
        });
    }

    private static string Text(GoNoGoRefusal refusal, GoNoGoDecisionResult result) => refusal switch
    {
        GoNoGoRefusal.SignOffMissing =>
            $"Signatures are missing: {string.Join(", ", GoNoGoShapes.Names(result.MissingRoles))}.",
        GoNoGoRefusal.EvidenceChanged => "The evidence is no GO any more: "
            + string.Join(' ', result.Failing.Select(static failing => failing.Reason)),
        _ => Text(refusal),
    };

    private static string Text(GoNoGoRefusal refusal) => refusal switch
    {
        GoNoGoRefusal.EvaluationUnknown => $"No evaluation has this hash. {EvaluateAgain}",
        GoNoGoRefusal.AlreadyDecided => $"This evaluation was decided on already. {EvaluateAgain}",
        GoNoGoRefusal.KillSwitchEngaged => "The kill switch is engaged. Release it first.",
        GoNoGoRefusal.EvaluationSuperseded => "There is a newer evaluation. Sign and decide on that one.",
        GoNoGoRefusal.EvaluationExpired => $"The evaluation is too old. {EvaluateAgain}",
        _ => "The evaluation is a NO-GO. Mend what fails, and evaluate again.",
    };
}
