"""The addresses of the pages."""

from django.urls import path

from web.views import changes, editing, files, home, match, resumes, runs

urlpatterns = [
    path("", home.home, name="home"),
    path("try/", home.try_it, name="try"),
    path("resumes/", resumes.resumes, name="resumes-page"),
    path("resumes/new/", resumes.upload, name="resume-upload"),
    path("resumes/<uuid:key>/", resumes.resume, name="resume-page"),
    path("resumes/written/", editing.write_new, name="resume-write"),
    path("resumes/<uuid:key>/edit/", editing.edit, name="resume-edit"),
    path("resumes/<uuid:key>/save/", editing.save, name="resume-save"),
    path("resumes/<uuid:key>/picture/", editing.picture, name="resume-picture"),
    path("resumes/<uuid:key>/pages/", editing.pages, name="resume-pages"),
    path("resumes/<uuid:key>/place/", editing.place, name="resume-place"),
    path("resumes/<uuid:key>/lock/", editing.lock, name="resume-lock"),
    path("resumes/<uuid:key>/unlock/", editing.unlock, name="resume-unlock"),
    path("resumes/<uuid:key>/restore/", editing.restore, name="resume-restore-page"),
    path("resumes/<uuid:key>/versions/<int:number>/", editing.version, name="version-page"),
    path(
        "resumes/<uuid:key>/versions/<int:number>/restore/",
        editing.restore_version,
        name="version-restore-page",
    ),
    path("resumes/<uuid:key>/current/", resumes.make_current, name="resume-make-current"),
    path("resumes/<uuid:key>/delete/", resumes.discard, name="resume-discard"),
    path("runs/", runs.runs, name="runs-page"),
    path("runs/<uuid:key>/", runs.run, name="run-page"),
    path("runs/<uuid:key>/cancel/", runs.cancel, name="run-page-cancel"),
    path("runs/<uuid:key>/retry/", runs.retry, name="run-page-retry"),
    path("runs/<uuid:key>/resume.<str:kind>", files.file, name="run-page-file"),
    path("runs/<uuid:key>/again/", runs.again, name="run-page-again"),
    path("runs/<uuid:key>/say/", runs.say, name="run-page-say"),
    path("runs/<uuid:key>/judge/", match.judge, name="run-page-judge"),
    path("runs/<uuid:key>/interview/", match.interview, name="run-page-interview"),
    path("runs/<uuid:key>/side/", runs.side, name="run-page-side"),
    path("runs/<uuid:key>/files/", files.files, name="run-page-files"),
    path("runs/<uuid:key>/pages/", files.pages, name="run-page-pages"),
    path("runs/<uuid:key>/page-<int:number>.webp", files.picture, name="run-page-picture"),
    path("runs/<uuid:key>/changes/<str:change>/", changes.decide, name="change-decide"),
    path("runs/<uuid:key>/changes/<str:change>/edit/", changes.edit, name="change-edit"),
    path("runs/<uuid:key>/changes/<str:change>/save/", changes.save, name="change-save"),
    path("runs/<uuid:key>/changes/<str:change>/check/", changes.check, name="change-check"),
    path("runs/<uuid:key>/changes/<str:change>/lock/", changes.lock, name="change-lock"),
    path("runs/<uuid:key>/changes/<str:change>/undo/", changes.undo, name="change-undo"),
]
