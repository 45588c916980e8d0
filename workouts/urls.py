from django.urls import path

app_name = "workouts"
urlpatterns: list = []
