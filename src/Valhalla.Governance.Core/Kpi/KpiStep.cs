namespace Valhalla.Governance;

/// <summary>
/// A step being timed. Disposing it records success with the duration, or failure when an exception is leaving the
/// block; <see cref="Succeed"/>, <see cref="Fail(string)"/> and <see cref="Cancel"/> always win over that guess.
/// </summary>
/// <remarks>
/// Not thread-safe: one step belongs to one flow of control. Disposing twice records once. The guess has one weak spot:
/// a continuation that is resumed inline from another task's catch block sees that block's exception and takes it for
/// its own. Around awaits, <c>TimeAsync</c> is the form to use: it sees the exception itself, and records its message.
/// </remarks>
public readonly struct KpiStep : IDisposable, IEquatable<KpiStep>
{
    private readonly Kpi.KpiStepState? _state;
    private readonly int _token;

    internal KpiStep(Kpi.KpiStepState state, int token)
    {
        _state = state;
        _token = token;
    }

    /// <summary>The step succeeded, even if an exception leaves the block.</summary>
    public void Succeed() => _state?.Decide(_token, success: true, error: null);

    /// <summary>The step failed.</summary>
    /// <param name="error">What went wrong; kept in the event's detail.</param>
    public void Fail(string error) => _state?.Decide(_token, success: false, error);

    /// <summary>The step failed.</summary>
    /// <param name="exception">What went wrong; its type and message are kept in the event's detail.</param>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _state?.Decide(_token, success: false, TextOf(exception));
    }

    /// <summary>Records nothing.</summary>
    public void Cancel() => _state?.Cancel(_token);

    /// <summary>Ends the step and records it.</summary>
    public void Dispose() => _state?.Complete(_token);

    /// <summary>How the block ended, unless the step was decided in it: an exception, or null for none.</summary>
    internal void Conclude(Exception? exception) => _state?.DecideUnlessDecided(
        _token, exception is null, exception is null ? null : TextOf(exception));

    /// <inheritdoc />
    public bool Equals(KpiStep other) => ReferenceEquals(_state, other._state) && _token == other._token;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is KpiStep other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_state, _token);

    /// <summary>Whether both are the same step.</summary>
    public static bool operator ==(KpiStep left, KpiStep right) => left.Equals(right);

    /// <summary>Whether they are different steps.</summary>
    public static bool operator !=(KpiStep left, KpiStep right) => !left.Equals(right);

    private static string TextOf(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
