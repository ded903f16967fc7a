using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Drill;

/// <summary>Answers a drill as soon as this node's snapshot shows it. No exception ends it.</summary>
internal sealed class DrillResponder(
    ControlState control,
    IDrillStore store,
    GateExercise exercise,
    NodeIdentity node,
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    GuardedLogger<DrillResponder> logger) : BackgroundService
{
    // Never disposed: it holds nothing, and a change may be published while the host is taken apart.
    private readonly SemaphoreSlim _changed = new(0);
    private readonly RetryPause _retry = new(options.Value.PollInterval);
    private Guid? _answered;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        control.Changed += OnChanged;
        try
        {
            // What was published before it listened.
            while (true)
            {
                await AnswerAsync(stoppingToken).ConfigureAwait(false);
                await _changed.WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            control.Changed -= OnChanged;
        }
    }

    private void OnChanged(ControlSnapshot snapshot)
    {
        if (snapshot.Drill is not null)
        {
            _changed.Release();
        }
    }

    private async Task AnswerAsync(CancellationToken stoppingToken)
    {
        while (control.Latest is { Snapshot.Drill: { } drill } latest && drill.Id != _answered)
        {
            try
            {
                await store.AnswerAsync(drill.Id, node, exercise.Run(latest), stoppingToken).ConfigureAwait(false);
                _answered = drill.Id;
                _retry.Succeeded();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                _retry.Failed();
                if (_retry.IsToldNow)
                {
                    DrillLog.NotAnswered(
                        logger, _retry.Shown(exception), drill.Id, _retry.Failures, exception.Message);
                }

                await Task.Delay(_retry.Pause, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }
}
