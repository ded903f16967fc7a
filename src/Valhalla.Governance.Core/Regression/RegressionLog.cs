using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Regression;

/// <summary>Log messages of the regression tripwire, ids 5000 to 5099.</summary>
internal static partial class RegressionLog
{
    [LoggerMessage(5000, LogLevel.Critical, "{Reason}: baseline {Baseline}, current {Current}, action {Action}.")]
    public static partial void Fired(
        ILogger logger, string reason, string baseline, string current, RegressionAction action);

    [LoggerMessage(5001, LogLevel.Warning, "Tripwire {Series} re-armed by {Author}.")]
    public static partial void Rearmed(ILogger logger, KpiSeries series, string author);

    [LoggerMessage(
        5002,
        LogLevel.Error,
        "{Count} tripwires could not be evaluated, in {Failures} rounds in a row; trying again. The first, {Series}: "
        + "{Error}")]
    public static partial void EvaluationFailed(
        ILogger logger, Exception? exception, int count, int failures, KpiSeries series, string error);

    [LoggerMessage(
        5003,
        LogLevel.Error,
        "A round of tripwire evaluations failed, {Failures} times in a row; trying again: {Error}")]
    public static partial void RoundFailed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(5004, LogLevel.Warning, "The KPI event of a fired tripwire could not be recorded.")]
    public static partial void KpiFailed(ILogger logger, Exception exception);

    [LoggerMessage(5005, LogLevel.Information, "This node evaluates the tripwires, with lease {Token}.")]
    public static partial void Evaluating(ILogger logger, long token);

    [LoggerMessage(5006, LogLevel.Information, "Standing by: {Holder} evaluates the tripwires.")]
    public static partial void StandingBy(ILogger logger, string holder);

    [LoggerMessage(5007, LogLevel.Warning, "The evaluator's lease could not be released; it ends by itself.")]
    public static partial void LeaseNotReleased(ILogger logger, Exception exception);

    [LoggerMessage(5008, LogLevel.Warning, "The evaluation of {Series} was refused: lease {Token} has been lost.")]
    public static partial void Refused(ILogger logger, KpiSeries series, long token);
}
