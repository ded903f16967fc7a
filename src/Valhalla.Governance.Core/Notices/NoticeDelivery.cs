using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Notices;

/// <summary>Delivers one notice: with the retries of the options, or once. Thread-safe.</summary>
internal sealed class NoticeDelivery
{
    /// <summary>The end of an attempt whose notifier sets no limit of its own.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromMinutes(2);

    private const int MaxErrorLength = 500;

    private readonly ResiliencePipeline _retries;
    private readonly NoticeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly GuardedLogger<NoticeDelivery> _logger;

    public NoticeDelivery(
        IOptions<NoticeOptions> options, NoticeMetrics metrics, TimeProvider time, GuardedLogger<NoticeDelivery> logger)
    {
        (_metrics, _time, _logger) = (metrics, time, logger);
        _retries = Build(options.Value, time);
    }

    /// <summary>Tries until it is received, refused for good, or tried often enough.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled; it may have been received.</exception>
    public ValueTask<NoticeOutcome> SendAsync(
        IGovernanceNotifier notifier, GovernanceNotice notice, CancellationToken cancellationToken) =>
        RunAsync(_retries, notifier, notice, cancellationToken);

    /// <summary>Tries once.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled; it may have been received.</exception>
    public ValueTask<NoticeOutcome> SendOnceAsync(
        IGovernanceNotifier notifier, GovernanceNotice notice, CancellationToken cancellationToken) =>
        RunAsync(ResiliencePipeline.Empty, notifier, notice, cancellationToken);

    private static ResiliencePipeline Build(NoticeOptions options, TimeProvider time) => options.MaxAttempts == 1
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstDelay,
                MaxDelay = options.MaxDelay,
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is not (null or NoticeDeliveryException { IsTransient: false })
                    && !args.Context.CancellationToken.IsCancellationRequested),
                DelayGenerator = args => ValueTask.FromResult(DelayOf(args.Outcome.Exception, options.MaxDelay)),
            })
            .Build();

    // Null takes the strategy's own delay.
    private static TimeSpan? DelayOf(Exception? error, TimeSpan longest) =>
        error is NoticeDeliveryException { RetryAfter: { } asked } && asked > TimeSpan.Zero
            ? asked < longest ? asked : longest
            : null;

    private async ValueTask<NoticeOutcome> RunAsync(
        ResiliencePipeline retries,
        IGovernanceNotifier notifier,
        GovernanceNotice notice,
        CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            await retries.ExecuteAsync(
                token => TryAsync(notifier, notice, ++attempts, token), cancellationToken).ConfigureAwait(false);
            return new NoticeOutcome(attempts, null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return new NoticeOutcome(attempts, Describe(error));
        }
    }

    private async ValueTask TryAsync(
        IGovernanceNotifier notifier, GovernanceNotice notice, int attempt, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(AttemptLimit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A notifier that ignores its token must not hold up everything behind it.
            await notifier.NotifyAsync(notice, linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
            _metrics.Attempted(notifier.Name, delivered: true, _time.GetElapsedTime(startedAt));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            _metrics.Attempted(notifier.Name, delivered: false, _time.GetElapsedTime(startedAt));
            NoticeLog.AttemptFailed(_logger, notice.Id, notifier.Name, attempt, Describe(error));
            if (error is not NoticeDeliveryException)
            {
                NoticeLog.NotifierThrew(_logger, error, notifier.Name);
            }

            throw;
        }
    }

    // Texts of other exceptions may hold anything, and this one is stored and shown.
    private static string Describe(Exception error) => error switch
    {
        NoticeDeliveryException { Message: var text } =>
            text.Length <= MaxErrorLength ? text : text[..MaxErrorLength],
        OperationCanceledException => "The attempt took too long.",
        _ => $"The notifier threw {error.GetType().Name}.",
    };
}
